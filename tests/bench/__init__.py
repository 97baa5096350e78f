"""`make bench`: the budgets of the product, measured as ratios to a reference from the same run.

`__main__` starts one process for each database with the product's own settings (`place`), which measures (`loading`,
`pages`) and hands back figures (`timing`). The references are described where they are made.
"""
