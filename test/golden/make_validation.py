"""Writes test/golden/validation.json: reference values for src/engine/validate, by libraries that share no code with it.

    pip install numpy scipy scikit-learn ranx pytrec_eval-terrier
    python test/golden/make_validation.py

pytrec_eval and ranx break ties in ways of their own, so they get the places of our rule as scores (score, then given rank, then
row), made here by one sort. Everything else sees the scores as they are.
"""

import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytrec_eval
from ranx import Qrels, Run, evaluate
from scipy import stats
from sklearn import metrics

K = 3
ALPHA, CONFIDENCE = 0.1, 0.95
RNG = np.random.default_rng(20)


def data_set(queries, per_query, *, grades=(0, 1), weights=None, decimals=None, unlabelled=0.0, unscored=0.0):
    """One row per pair. Scores lean towards relevant pairs, so that no metric is at an end of its range."""
    rows = []
    for q in range(queries):
        ranks = RNG.permutation(per_query) + 1
        for d in range(per_query):
            grade = int(RNG.choice(grades, p=weights))
            score = float(np.clip(RNG.normal(0.5 + 0.1 * grade, 0.15), 0, 1))
            if decimals is not None:
                score = round(score, decimals)
            rows.append(
                {
                    "query": q,
                    "document": d,
                    "rank": int(ranks[d]),
                    "grade": None if RNG.random() < unlabelled else grade,
                    "score": None if RNG.random() < unscored else score,
                }
            )
    return {"queries": queries, "rows": rows, "judged": []}


def places(rows):
    """Row numbers of each query from best to worst: score, given rank, row; without a score last."""
    by_query = {}
    for at, row in enumerate(rows):
        by_query.setdefault(row["query"], []).append(at)
    return {
        q: sorted(
            ats,
            key=lambda at: (-rows[at]["score"] if rows[at]["score"] is not None else math.inf, rows[at]["rank"], at),
        )
        for q, ats in by_query.items()
    }


def ranking(data):
    rows, n = data["rows"], data["queries"]
    qrels, run = {}, {}
    for q in range(n):
        qrels[f"q{q}"] = {}
        run[f"q{q}"] = {}
    for row in rows + data["judged"]:
        if row["grade"] is not None:
            qrels[f"q{row['query']}"][f"d{row['document']}"] = row["grade"]
    for q, ats in places(rows).items():
        for place, at in enumerate(ats):
            run[f"q{q}"][f"d{rows[at]['document']}"] = float(1000 - place)
    names = {
        "mrr": ("recip_rank", "mrr"),
        "ap": ("map", "map"),
        "ndcg": (f"ndcg_cut_{K}", f"ndcg@{K}"),
        "recall": (f"recall_{K}", f"recall@{K}"),
        "precision": (f"P_{K}", f"precision@{K}"),
        "hit": (f"success_{K}", f"hit_rate@{K}"),
        "hit1": ("success_1", "hit_rate@1"),
    }
    measures = {"recip_rank", "map", f"ndcg_cut.{K}", f"recall.{K}", f"P.{K}", f"success.1,{K}"}
    evaluator = pytrec_eval.RelevanceEvaluator({q: v for q, v in qrels.items() if v}, measures)
    trec = evaluator.evaluate({q: v for q, v in run.items() if qrels[q]})
    # ranx cannot hold a query without judgements or without results.
    full = [q for q in qrels if qrels[q] and run[q]]
    by_ranx = None
    if full:
        made = Run({q: run[q] for q in full})
        judged = Qrels({q: qrels[q] for q in full})
        evaluate(judged, made, [ranx for _, ranx in names.values()])
        by_ranx = made.scores
    out = {}
    for name, (theirs, ranx) in names.items():
        per_query = [trec.get(f"q{q}", {}).get(theirs, 0.0) for q in range(n)]
        if by_ranx is not None:
            for q in full:
                assert abs(by_ranx[ranx][q] - per_query[int(q[1:])]) < 1e-9, (name, q)
        out[name] = {"mean": float(np.mean(per_query)), "per_query": per_query}
    return out


def f_beta(tp, fp, relevant, beta):
    squared = Fraction(beta) ** 2
    return Fraction(0) if tp == 0 else (1 + squared) * tp / (squared * relevant + tp + fp)


def thresholds(labels, scores):
    """By trying each score, in exact fractions; the highest score wins among equals."""
    relevant, irrelevant = int(labels.sum()), int((1 - labels).sum())
    tried = []
    for t in sorted(set(scores), reverse=True):
        tp, fp = int(labels[scores >= t].sum()), int((1 - labels)[scores >= t].sum())
        tried.append((float(t), tp, fp))

    def best(value, meets=lambda tp, fp: True):
        found = [(value(tp, fp), t, tp, fp) for t, tp, fp in tried if meets(tp, fp)]
        if not found:
            return None
        top = max(v for v, *_ in found)
        _, t, tp, fp = next(entry for entry in found if entry[0] == top)
        return {"value": t, "precision": tp / (tp + fp), "recall": tp / relevant}

    if relevant == 0:
        return None
    f1 = best(lambda tp, fp: f_beta(tp, fp, relevant, 1))
    made = {
        "f1": f1,
        "f-beta": best(lambda tp, fp: f_beta(tp, fp, relevant, 2)),
        "youden": best(lambda tp, fp: tp * irrelevant - fp * relevant) if irrelevant else None,
        "precision-at-least": best(lambda tp, fp: tp, lambda tp, fp: Fraction(tp, tp + fp) >= Fraction(8, 10)),
        "recall-at-least": best(lambda tp, fp: 1, lambda tp, fp: Fraction(tp, relevant) >= Fraction(8, 10)),
        "best_f1": metrics.f1_score(labels, scores >= f1["value"]),
    }
    made["f2"] = metrics.fbeta_score(labels, scores >= made["f-beta"]["value"], beta=2)
    return made


def score_numbers(data):
    scored = np.array([row["score"] for row in data["rows"] if row["score"] is not None])
    both = [row for row in data["rows"] if row["score"] is not None and row["grade"] is not None]
    labels = np.array([int(row["grade"] > 0) for row in both])
    scores = np.array([row["score"] for row in both])
    out = {
        "count": len(scored),
        "mean": float(np.mean(scored)),
        "quantiles": [float(v) for v in np.quantile(scored, [0.05, 0.5, 0.95])],
        "below_0.45": float(np.mean(scored < 0.45)),
        "in_0.55_0.75": float(np.mean((scored >= 0.55) & (scored < 0.75))),
        "above_0.85": float(np.mean(scored >= 0.85)),
        "histogram": {},
        "auc": None,
        "average_precision": None,
        "roc": None,
        "pr": None,
        "thresholds": thresholds(labels, scores),
    }
    counts, edges = np.histogram(scored, bins=7)
    out["histogram"] = {"counts": counts.tolist(), "edges": edges.tolist()}
    if 0 < labels.sum():
        out["average_precision"] = float(metrics.average_precision_score(labels, scores))
        precision, recall, t = metrics.precision_recall_curve(labels, scores)
        out["pr"] = {
            "precision": precision[::-1].tolist(),
            "recall": recall[::-1].tolist(),
            "threshold": t[::-1].tolist(),
        }
    if 0 < labels.sum() < len(labels):
        out["auc"] = float(metrics.roc_auc_score(labels, scores))
        fpr, tpr, t = metrics.roc_curve(labels, scores)
        out["roc"] = {"fpr": fpr.tolist(), "tpr": tpr.tolist(), "threshold": t[1:].tolist()}
    return out


def make_sets():
    sets = {
        "binary": data_set(20, 6, weights=[0.7, 0.3]),
        "graded": data_set(15, 6, grades=(0, 1, 2, 3), weights=[0.4, 0.3, 0.2, 0.1]),
        "ties": data_set(15, 6, weights=[0.6, 0.4], decimals=1),
        "rare": data_set(20, 5, weights=[0.93, 0.07]),
        "unlabelled": data_set(15, 6, grades=(0, 1, 2), weights=[0.5, 0.3, 0.2], unlabelled=0.4),
        "unscored": data_set(15, 6, weights=[0.6, 0.4], decimals=1, unscored=0.3),
        "all-relevant": data_set(5, 4, grades=(1,), weights=[1]),
        "none-relevant": data_set(5, 4, grades=(0,), weights=[1]),
        "one-query": data_set(1, 8, weights=[0.5, 0.5]),
        "missed": data_set(10, 5, grades=(0, 1, 2, 3), weights=[0.5, 0.2, 0.2, 0.1]),
        "large": data_set(60, 8, grades=(0, 1, 2, 3), weights=[0.6, 0.2, 0.1, 0.1], decimals=2),
    }
    # A query that has a candidate list without any label, and one without a list.
    for row in sets["unlabelled"]["rows"]:
        if row["query"] == 3:
            row["grade"] = None
    sets["binary"]["queries"] += 1
    # Relevant documents that no list has.
    for q in range(0, 10, 2):
        sets["missed"]["judged"].append({"query": q, "document": 100, "grade": 3})
        sets["missed"]["judged"].append({"query": q, "document": 101, "grade": 0})
    for data in sets.values():
        data["expected"] = {"ranking": ranking(data), **score_numbers(data)}
    return sets


def bounded_rank(n, alpha, confidence):
    """The largest k for which Beta(k, n - k + 1), the miss rate at the k-th score, is at most alpha so often."""
    good = [k for k in range(1, n + 1) if stats.beta.cdf(alpha, k, n - k + 1) >= confidence]
    return max(good, default=0)


def conformal():
    cases = [(n, a, c) for n in (5, 9, 28, 29, 30, 45, 46, 100, 500, 2000) for a in (0.05, 0.1, 0.2) for c in (0.9, 0.95)]
    needed = {f"{a} {c}": next(n for n in range(1, 500) if bounded_rank(n, a, c) > 0) for a in (0.05, 0.1, 0.2) for c in (0.9, 0.95, 0.99)}
    return {
        "ranks": [
            {"n": n, "alpha": a, "confidence": c, "k": bounded_rank(n, a, c), "needed": needed[f"{a} {c}"]} for n, a, c in cases
        ],
        "needed": [{"alpha": float(k.split()[0]), "confidence": float(k.split()[1]), "n": n} for k, n in needed.items()],
        # A large n, where sums of binomial terms lose digits first.
        "large": [
            {"n": n, "alpha": a, "k": int(stats.binom.ppf(0.05, n, a)) if stats.binom.cdf(stats.binom.ppf(0.05, n, a), n, a) > 0.05 else int(stats.binom.ppf(0.05, n, a)) + 1}
            for n, a in ((20000, 0.1), (100000, 0.1), (100000, 0.01))
        ],
    }


def comparisons():
    out = []
    for n in (3, 6, 10, 12):
        before = np.round(RNG.random(n), 2)
        after = np.round(np.clip(before + RNG.normal(0.1, 0.2, n), 0, 1), 2)
        test = stats.permutation_test(
            (before - after,), np.mean, permutation_type="samples", n_resamples=np.inf, alternative="two-sided"
        )
        out.append({"before": before.tolist(), "after": after.tolist(), "p": float(test.pvalue)})
    return out


def relations():
    out = []
    for decimals in (None, 1):
        ours = RNG.random(60)
        theirs = 0.3 + 0.5 * ours + RNG.normal(0, 0.03, 60)
        theirs[7] += 1
        if decimals is not None:
            ours, theirs = np.round(ours, decimals), np.round(theirs, decimals)
        line = stats.linregress(ours, theirs)
        residuals = theirs - (line.intercept + line.slope * ours)
        middle = np.median(residuals)
        limit = 3.5 * 1.4826 * np.median(np.abs(residuals - middle))
        outliers = np.flatnonzero(np.abs(residuals - middle) > limit)
        out.append(
            {
                "ours": ours.tolist(),
                "theirs": theirs.tolist(),
                "pearson": float(stats.pearsonr(ours, theirs).statistic),
                "spearman": float(stats.spearmanr(ours, theirs).statistic),
                "kendall": float(stats.kendalltau(ours, theirs).statistic),
                "slope": float(line.slope),
                "intercept": float(line.intercept),
                "outliers": outliers[np.argsort(-np.abs(residuals - middle)[outliers], kind="stable")].tolist(),
                "outlier_from": float(limit),
            }
        )
    return out


def fusions():
    """By numpy and ranx. Lists are full and without ties."""
    from ranx import fuse

    rows = [{"query": q, "dense": float(RNG.random()), "sparse": float(RNG.random() / 3), "colbert": float(RNG.random())} for q in range(4) for _ in range(6)]
    heads = ("dense", "sparse", "colbert")
    runs = [
        Run({f"q{q}": {f"d{at}": row[head] for at, row in enumerate(rows) if row["query"] == q} for q in range(4)}) for head in heads
    ]
    rrf = fuse(runs=runs, method="rrf", params={"k": 60}).to_dict()
    out = {"rows": rows, "rrf60": [rrf[f"q{row['query']}"][f"d{at}"] for at, row in enumerate(rows)]}
    dbsf, qdrant = np.zeros(len(rows)), np.zeros(len(rows))
    for q in range(4):
        ats = [at for at, row in enumerate(rows) if row["query"] == q]
        for head in heads:
            values = np.array([rows[at][head] for at in ats])
            low, high = values.mean() - 3 * values.std(ddof=1), values.mean() + 3 * values.std(ddof=1)
            dbsf[ats] += (values - low) / (high - low)
            qdrant[ats] += 1 / (2 + stats.rankdata(-values) - 1)
    dense, sparse, colbert = (np.array([row[head] for row in rows]) for head in heads)
    out["dbsf"] = dbsf.tolist()
    out["qdrant_rrf"] = qdrant.tolist()
    # Weights 0.5, 0.3, 0.2; dense COSINE, sparse IP, ColBERT IP.
    out["milvus"] = (0.5 * (1 + dense) / 2 + 0.3 * (0.5 + np.arctan(sparse) / np.pi) + 0.2 * (0.5 + np.arctan(colbert) / np.pi)).tolist()
    return out


def main():
    made = {
        "versions": {name: __import__(name).__version__ for name in ("numpy", "scipy", "sklearn")},
        "k": K,
        "sets": make_sets(),
        "conformal": conformal(),
        "comparisons": comparisons(),
        "relations": relations(),
        "fusions": fusions(),
    }
    path = Path(__file__).with_name("validation.json")
    path.write_text(json.dumps(made, separators=(",", ":")).replace("Infinity", "null") + "\n")


main()
