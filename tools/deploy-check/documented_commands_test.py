"""Tests the commands that the documentation shows: against AWS's service models, and by running those of the runbook.

The runbook is docs/operations.md. Its commands run with programs that only record how they are called in place of aws, sam and make.
"""

import os
import re
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path

import botocore.session
from botocore import xform_name

import deploy_check

# Options of every command.
GLOBAL = {"--query", "--output", "--region", "--no-sign-request", "--profile", "--endpoint-url", "--cli-input-json"}

# The services whose commands have another name than the model.
MODELS = {"deploy": "codedeploy", "s3api": "s3"}

# Commands of the AWS CLI that are not operations of a service.
CUSTOM = {("s3", "ls"), ("s3", "cp"), ("s3", "sync"), ("s3", "rm"), ("logs", "tail"), ("cloudformation", "deploy")}

COMMAND = re.compile(r"(?<![\w-])aws ([a-z0-9-]+ [a-z0-9-]+(?:\s+(?:'[^']*'|\"[^\"]*\"|[^\s`|;#)]+))*)")

BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
ANY_BLOCK = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)

RUNBOOK = deploy_check.PROJECT / "docs" / "operations.md"

# Programs that the runbook calls. The tests run a program that records its arguments instead.
RECORDED = ("aws", "sam", "make", "git", "curl")

# What these programs print: a value of any kind, and the app client that make company-add prints.
OUTPUT = {
    "aws": "echo value\n",
    "make": "case \"$*\" in *company-add*) printf \"CLIENT_ID='id'\\nCLIENT_SECRET='secret'\\n\" ;; esac\n",
}

SESSION = botocore.session.get_session()


def read(file):
    return file.read_text(encoding="utf-8")


def spans(text):
    """The pieces of code in the sentences of a page."""
    return [re.sub(r"\s+", " ", span) for span in re.findall(r"`([^`]+)`", ANY_BLOCK.sub("", text))]


def commands():
    """Each command as (file, words after aws)."""
    for file in [deploy_check.PROJECT / "README.md", *sorted((deploy_check.PROJECT / "docs").glob("*.md"))]:
        text = read(file)
        lines = [line for block in BLOCK.findall(text) for line in block.replace("\\\n", " ").splitlines()]
        for line in lines + spans(text):
            for command in COMMAND.findall(line):
                yield file.name, shlex.split(command.replace("$(", ""), posix=False)


def problems(words):
    """What is wrong with a command of the AWS CLI, by the service's model. The words do not contain aws itself."""
    service, operation, *arguments = words
    if (service, operation) in CUSTOM:
        return
    given = {word.split("=")[0] for word in arguments if word.startswith("--")}
    shape = input_of(MODELS.get(service, service), operation, arguments)
    if shape is None:
        yield f"{service} has no {operation}"
        return
    options = {name: "--" + xform_name(name, "-") for name in shape.members}
    off = {"--no-" + options[name][2:] for name, member in shape.members.items() if member.type_name == "boolean"}
    for option in sorted(given - GLOBAL - set(options.values()) - off):
        yield f"{service} {operation} has no option {option}"
    if "--cli-input-json" not in given:
        for name in shape.required_members:
            if options[name] not in given and "--no-" + options[name][2:] not in given:
                yield f"{service} {operation} needs {options[name]}"


def input_of(service, operation, arguments):
    """The input of an operation, or of the operation that a waiter calls; None if there is no such operation or waiter."""
    model = SESSION.get_service_model(service)
    if operation == "wait":
        waiters = SESSION.get_waiter_model(service)
        names = {xform_name(name, "-"): name for name in waiters.waiter_names}
        if not arguments or arguments[0] not in names:
            return None
        name = waiters.get_waiter(names[arguments[0]]).operation
    else:
        name = {xform_name(each, "-"): each for each in model.operation_names}.get(operation)
    return name and model.operation_model(name).input_shape


class DocumentedCommandsTest(unittest.TestCase):
    def test_the_documentation_has_commands(self):
        self.assertGreater(len(list(commands())), 10)

    def test_the_service_models_have_every_command_with_its_options_and_it_has_the_required_ones(self):
        for file, words in commands():
            with self.subTest(file=file, command=" ".join(words)):
                self.assertEqual(list(problems(words)), [])

    def test_a_mistake_is_found(self):
        for command, problem in {
            "dynamodb remove-table --table-name t": "dynamodb has no remove-table",
            "dynamodb delete-table --table t": "dynamodb delete-table has no option --table",
            "dynamodb delete-table": "dynamodb delete-table needs --table-name",
            "dynamodb wait table-is-there --table-name t": "dynamodb has no wait",
            "dynamodb wait table-exists": "dynamodb wait needs --table-name",
        }.items():
            with self.subTest(command=command):
                self.assertIn(problem, problems(command.split()))


class RunbookTest(unittest.TestCase):
    """Runs each command of the runbook after its first block, which sets the variables of all."""

    @classmethod
    def setUpClass(cls):
        cls.variables, *cls.blocks = BLOCK.findall(read(RUNBOOK))
        cls.targets = set(re.findall(r"^([a-z-]+):", read(deploy_check.PROJECT / "Makefile"), re.MULTILINE))

    def test_the_first_block_sets_the_variables_and_changes_nothing(self):
        for program, *words in self.calls_of(""):
            self.assertEqual(program, "aws")
            self.assertRegex(words[1], "^(describe|list)-")

    def test_every_block_runs(self):
        for block in self.blocks:
            with self.subTest(block=block):
                self.check(block)

    def test_every_command_in_a_sentence_runs(self):
        found = [span for span in spans(read(RUNBOOK)) if re.match(r"(aws|sam|make) ", span)]

        self.assertGreater(len(found), 20)
        for command in found:
            with self.subTest(command=command):
                self.check(command)

    def test_a_variable_that_nothing_sets_is_found(self):
        with self.assertRaisesRegex(AssertionError, "NOWHERE: unbound variable"):
            self.check('aws sqs delete-queue --queue-url "$NOWHERE"')

    def check(self, script):
        for program, *words in self.calls_of(script):
            if program == "aws":
                self.assertEqual(list(problems(words)), [])
            if program == "make":
                self.assertLessEqual({word for word in words if re.fullmatch("[a-z][a-z-]*", word)}, self.targets)

    def calls_of(self, script):
        """Runs a script after the first block. Returns the calls as lists of words."""
        with tempfile.TemporaryDirectory() as folder:
            work, programs, calls = (Path(folder, name) for name in ("work", "programs", "calls"))
            for each in (work, programs, calls):
                each.mkdir()
            (work / "template.yaml").write_text(read(deploy_check.PROJECT / "template.yaml"), encoding="utf-8")
            for name in RECORDED:
                program = programs / name
                program.write_text(
                    f'#!/bin/sh\nprintf "%s\\0" {name} "$@" >"$(mktemp "{calls}/XXXXXXXX")"\n'
                    + OUTPUT.get(name, ""))
                program.chmod(0o755)
            run = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", self.variables + script],
                cwd=work, env={"PATH": f"{programs}:{os.defpath}", "HOME": folder}, stdin=subprocess.DEVNULL,
                capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual((run.returncode, run.stderr), (0, ""), script)
            return [read(call).split("\0")[:-1] for call in sorted(calls.iterdir())]


if __name__ == "__main__":
    unittest.main()
