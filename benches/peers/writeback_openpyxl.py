"""openpyxl: IN OUT ANSWER - loads, writes the answer into column E of every row from 2 on, saves."""

import resource
import sys

import openpyxl

source, target, answer = sys.argv[1:4]
workbook = openpyxl.load_workbook(source)
sheet = workbook.worksheets[0]
for row in range(2, sheet.max_row + 1):
    sheet.cell(row, 5).value = answer
workbook.save(target)
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
