"""Counts the rows of a CSV file, its header left out.

    python3 count-csv.py FILE
"""
import csv
import sys

with open(sys.argv[1], newline="") as file:
    rows = csv.reader(file)
    next(rows)
    print(sum(1 for _ in rows))
