"""Estimators of scikit-learn as the code that makes them: run here, and shown with the imports that it needs.

What is measured and what the learner takes home are then the same text. scikit-learn is imported by `estimator`
alone, which only the tutor's worker process should call.
"""

import re
from typing import Any

MODULES = {
    "compose": "ColumnTransformer TransformedTargetRegressor",
    "dummy": "DummyClassifier DummyRegressor",
    "ensemble": "GradientBoostingClassifier GradientBoostingRegressor RandomForestClassifier RandomForestRegressor",
    "linear_model": "ElasticNet Lasso LinearRegression LogisticRegression Ridge SGDClassifier SGDRegressor",
    "model_selection": "KFold StratifiedKFold cross_val_score train_test_split",
    "naive_bayes": "GaussianNB MultinomialNB",
    "neighbors": "KNeighborsClassifier KNeighborsRegressor",
    "neural_network": "MLPClassifier MLPRegressor",
    "pipeline": "make_pipeline",
    "preprocessing": "MinMaxScaler OneHotEncoder RobustScaler StandardScaler",
    "svm": "LinearSVC SVC SVR",
    "tree": "DecisionTreeClassifier DecisionTreeRegressor",
}
"""Module of scikit-learn -> what lessons use of it."""


def estimator_imports(code: str) -> str:
    """The lines that import what `code` uses of scikit-learn, as far as MODULES knows it."""
    used = set(re.findall(r"\w+", code))
    found = {module: [name for name in names.split() if name in used] for module, names in MODULES.items()}
    return "".join(f"from sklearn.{module} import {', '.join(names)}\n" for module, names in found.items() if names)


def estimator(code: str) -> Any:
    """The value of such an expression, `make_pipeline(StandardScaler(), SVC())`. NameError for what is not known."""
    names: dict[str, Any] = {}
    exec(estimator_imports(code), names)  # the text is an author's, never a learner's
    return eval(code, names)
