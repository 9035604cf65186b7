"""Establishments of a CSV in pandas: INPUT OUTPUT ACTIVITY

Reads the columns x, y, activity, employees (the fifth is left alone), as an analyst would who knows their types. OUTPUT holds
x,y,weight of the rows of ACTIVITY, OUTPUT.rows how many rows there are."""
import sys
import time

import pandas as pd

source, output, activity = sys.argv[1:]
begin = time.perf_counter()
read = pd.read_csv(source, usecols=["x", "y", "activity", "employees"],
                   dtype={"x": float, "y": float, "activity": "category", "employees": float})
print(time.perf_counter() - begin)
chosen = read.loc[read["activity"] == activity, ["x", "y", "employees"]]
chosen.rename(columns={"employees": "weight"}).to_csv(output, index=False)
with open(f"{output}.rows", "w") as rows:
    rows.write(str(len(read)))
