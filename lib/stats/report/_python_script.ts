/**
 * The second opinion: every estimate again in Python, with nothing but its standard library. Written from the formulas of
 * the sources, not from the code of this toolkit.
 */
export const PYTHON_SCRIPT = `
import json, math, platform
from statistics import NormalDist

def t_cdf(x, df):
    # Simpson's rule on the density after u = atan(x / sqrt(df)).
    c = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(math.pi)
    top = math.atan(abs(x) / math.sqrt(df))
    n = 4000
    h = top / n
    total = 0.0
    for k in range(n + 1):
        weight = 1 if k in (0, n) else 4 if k % 2 else 2
        total += weight * math.cos(k * h) ** (df - 1)
    half = c * total * h / 3
    return 0.5 + half if x >= 0 else 0.5 - half

def t_quantile(p, df):
    low, high = 0.0, 1.0
    while t_cdf(high, df) < p:
        high *= 2
    for _ in range(100):
        middle = (low + high) / 2
        if t_cdf(middle, df) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2

def clustered_mean(q):
    rows = [(y, c) for y, c in zip(q["y"], q["cluster"]) if y is not None]
    n = len(rows)
    mean = math.fsum(y for y, _ in rows) / n
    residuals = {}
    for y, c in rows:
        residuals[c] = residuals.get(c, 0.0) + y - mean
    g = len(residuals)
    se = math.sqrt(g / (g - 1) * math.fsum(r * r for r in residuals.values())) / n
    half = t_quantile(1 - (1 - q["level"]) / 2, g - 1) * se
    return {"value": mean, "se": se, "lo": mean - half, "hi": mean + half, "n": n, "clusters": g}

def paired_difference(q):
    y = [None if a is None or b is None else a - b for a, b in zip(q["a"], q["b"])]
    found = clustered_mean({"y": y, "cluster": q["cluster"], "level": q["level"]})
    t = abs(found["value"]) / found["se"]
    found["p"] = 2 * (1 - t_cdf(t, found["clusters"] - 1))
    return found

def wilson(q):
    x, n = q["x"], q["n"]
    z = NormalDist().inv_cdf(1 - (1 - q["level"]) / 2)
    p = x / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return {"value": p, "lo": centre - half, "hi": centre + half}

def mcnemar(q):
    b, c = q["b"], q["c"]
    n, least = b + c, min(b, c)
    tail = sum(math.comb(n, k) for k in range(least + 1)) / 2 ** n
    exact = min(1, 2 * tail)
    return {"exact": exact, "mid_p": min(1, 2 * tail - math.comb(n, least) / 2 ** n)}

def agreement(q):
    tp, fp, fn, tn = q["tp"], q["fp"], q["fn"], q["tn"]
    n = tp + fp + fn + tn
    observed = (tp + tn) / n
    chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / n ** 2
    share = (2 * tp + fp + fn) / (2 * n)
    gwet = 2 * share * (1 - share)
    f1 = lambda hit: 2 * hit / (2 * hit + fp + fn)
    return {
        "value": observed,
        "kappa": (observed - chance) / (1 - chance),
        "ac1": (observed - gwet) / (1 - gwet),
        "macro_f1": (f1(tp) + f1(tn)) / 2,
    }

KINDS = {
    "clustered-mean": clustered_mean,
    "paired-difference": paired_difference,
    "wilson": wilson,
    "mcnemar": mcnemar,
    "agreement": agreement,
}
answers = []
for question in QUESTIONS:
    try:
        answers.append(KINDS[question["kind"]](question))
    except (ZeroDivisionError, ValueError):
        answers.append({})
print(json.dumps({"program": "Python " + platform.python_version(), "answers": answers}))
`;
