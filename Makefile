# `make help` lists the targets. Each one sets up what it needs.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
.PHONY: help setup run serve train chat actions test evaluate test-browser test-cluster lint lock encoder check-sources review-due

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install Python packages into .venv, if they are not there yet
	@scripts/setup

run: setup ## train if needed, start the assistant and print its address
	@exec $(PYTHON) -m bot.rasa run

serve: setup ## start with what is there, also without a model
	@exec $(PYTHON) -m bot.rasa serve

train: setup ## train the model
	@exec $(PYTHON) -m bot.rasa train

actions: setup ## start the actions as a server of their own (set ACTION_ENDPOINT_URL for the assistant)
	@exec $(PYTHON) -m bot.rasa actions

chat: setup ## talk to a running assistant in the terminal
	@exec $(PYTHON) -m bot.chat

test: setup ## run every test that needs only Python
	@scripts/test

evaluate: setup ## measure how well it understands and write docs/evaluation.md (ARGS="--curves --plain-rasa" for all of it)
	@$(PYTHON) -m bot.rasa train --if-needed
	@$(PYTHON) -m tests.evaluation $(ARGS)

test-browser: ## browser tests (none yet)
	@command -v chromium >/dev/null || { echo "The browser tests need Chromium: apt-get install chromium"; exit 1; }
	@echo "There are no browser tests yet."

test-cluster: ## tests with PostgreSQL, Redis and nginx (none yet)
	@for tool in psql redis-server nginx; do command -v $$tool >/dev/null || { echo "The cluster tests need PostgreSQL, Redis and nginx: apt-get install postgresql redis-server nginx"; exit 1; }; done
	@echo "There are no cluster tests yet."

lint: setup ## check style and types
	@scripts/lint

encoder: ## tune the sentence encoder anew and make its files (half an hour; needs Python 3.11 and 2 GB)
	@scripts/encoder/make

lock: ## make requirements.lock anew from pyproject.toml
	@scripts/lock

check-sources: setup ## prove each statement against the documents: make check-sources SEEDS=folder
	@$(PYTHON) -m bot.guidance check-sources $(SEEDS)

review-due: setup ## list the numbers and links whose date of review has passed
	@$(PYTHON) -m bot.guidance review-due
