#!/usr/bin/env python3
"""Opens edited workbooks in openpyxl, or a sample of them re-saved by LibreOffice, and compares every cell with the original.

usage: tests/reopen.py ORIGINALS EDITED [LIBREOFFICE_SAMPLE]
The sample takes files of every project in turn (what stands before `__` in their names).
EDITED is what `cargo run --example corpus -- ORIGINALS --out EDITED` wrote: the edited files, and beside each a .tsv
with the cells written (sheet, cell). Prints one line per kind of result; exit status 1 if a value differs.
"""
import collections, itertools, pathlib, subprocess, sys, tempfile, warnings, zipfile

import openpyxl

warnings.simplefilter("ignore")


def values(path):
    """{(sheet, cell): value} of every cell with a value. Only stored cells: a dense walk of a sparse sheet takes all memory."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): str(getattr(cell.value, "text", cell.value))
        for sheet in book.worksheets for cell in sheet._cells.values() if cell.value is not None
    }


def compare(original, edited, cells):
    """What differs beyond the cells written: None, or a description."""
    try:
        before = values(original)
    except Exception:
        return "original not opened"
    try:
        after = values(edited)
    except Exception as error:
        if "xl/styles.xml" not in zipfile.ZipFile(edited).namelist():
            return "styles are not where openpyxl looks for them"
        return f"DIFFERS not opened again: {error!r}"
    titles = {sheet for sheet, _ in after}
    # A hyperlink stands in for the value of an empty cell.
    for cell in cells:
        before.pop(cell, None)
    for cell in cells:
        text = after.pop(cell, None)
        # A tab that openpyxl leaves out (no readable sheet) cannot be compared.
        if cell[0] in titles and (text is None or not text.startswith(" 回答 <&> 対応済み\n=1+1")):
            return f"DIFFERS {cell} holds {text!r}"
    return None if before == after else f"DIFFERS {sorted(before.items() ^ after.items())[:2]}"


def convert(paths, folder):
    """Re-saves workbooks with LibreOffice."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for start in range(0, len(paths), 20):
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder)]
        subprocess.run(command + [str(p) for p in paths[start:start + 20]], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=600, check=False)


def sampled(jobs, count):
    """`count` of the jobs: the first of every project, then the second of every project, and so on."""
    projects = collections.defaultdict(list)
    for job in jobs:
        projects[job[0].split("__")[0]].append(job)
    rounds = itertools.zip_longest(*projects.values())
    return [job for turn in rounds for job in turn if job is not None][:count]


def main():
    originals, edited = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    sample = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    results = collections.defaultdict(list)
    jobs = []
    for listing in sorted(edited.glob("*.tsv")):
        name = listing.name[:-4]
        cells = [tuple(line.rsplit("\t", 1)) for line in listing.read_text().split("\n") if line]
        jobs.append((name, cells))
        if not sample:
            results["openpyxl: " + (compare(originals / name, edited / name, cells) or "same")].append(name)
    if sample:
        chosen = sampled(jobs, sample)
        with tempfile.TemporaryDirectory() as a, tempfile.TemporaryDirectory() as b:
            convert([originals / name for name, _ in chosen], a)
            convert([edited / name for name, _ in chosen], b)
            for name, cells in chosen:
                old, new = (pathlib.Path(f) / (pathlib.Path(name).stem + ".xlsx") for f in (a, b))
                if not old.exists():
                    outcome = "original not opened"
                else:
                    outcome = compare(old, new, cells) or "same"
                results["LibreOffice: " + outcome].append(name)
    for outcome, names in sorted(results.items()):
        print(f"{len(names):5}  {outcome[:200]}  {names[:3]}")
    return 1 if any("DIFFERS" in outcome for outcome in results) else 0


if __name__ == "__main__":
    sys.exit(main())
