"""OUT ROWS PHRASES.tsv - a questionnaire of so many rows: number, category, question, note, empty answer."""

import sys

import openpyxl

target, rows, phrases = sys.argv[1], int(sys.argv[2]), sys.argv[3]
with open(phrases, encoding="utf-8") as file:
    texts = [line.rstrip("\n").split("\t")[3] for line in file][1:]
workbook = openpyxl.Workbook(write_only=True)
sheet = workbook.create_sheet("質問票")
sheet.append(["No.", "分類", "質問内容", "補足", "回答内容"])
for row in range(rows):
    sheet.append([row + 1, "セキュリティ", texts[row * 37 % len(texts)], "具体的に記入してください。", None])
workbook.save(target)
