"""Tests the commands that the documentation shows: against AWS's service models, and by running those of the runbook.

The runbook is docs/operations.md. Its commands run with programs that only record how they are called in place of aws, sam and make.
"""

import json
import os
import re
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path

import botocore.session
from botocore import xform_name
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

import deploy_check

# Options of every command.
GLOBAL = {"--query", "--output", "--region", "--no-sign-request", "--profile", "--endpoint-url", "--cli-input-json"}

# The services whose commands have another name than the model.
MODELS = {"deploy": "codedeploy", "s3api": "s3"}

# Options that the AWS CLI calls differently, because their own name is that of an option of all commands.
RENAMED = {("sns", "subscribe"): {"Endpoint": "--notification-endpoint"}}

# Commands of the AWS CLI that are not operations of a service.
CUSTOM = {("s3", "ls"), ("s3", "cp"), ("s3", "sync"), ("s3", "rm"), ("logs", "tail"), ("cloudformation", "deploy")}

COMMAND = re.compile(r"(?<![\w-])aws ([a-z0-9-]+ [a-z0-9-]+(?:\s+(?:'[^']*'|\"[^\"]*\"|[^\s`|;#)]+))*)")

BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
ANY_BLOCK = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)

RUNBOOK = deploy_check.PROJECT / "docs" / "operations.md"

# Programs that the runbook calls. The tests run a program that records its arguments instead.
RECORDED = ("aws", "sam", "make", "git", "curl")

# The largest template that a command of CloudFormation takes without a bucket (AWS CloudFormation quotas).
MAX_TEMPLATE_BYTES = 51_200

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
    renamed = RENAMED.get((service, operation), {})
    options = {name: renamed.get(name, "--" + xform_name(name, "-")) for name in shape.members}
    off = {"--no-" + options[name][2:] for name, member in shape.members.items() if member.type_name == "boolean"}
    for option in sorted(given - GLOBAL - set(options.values()) - off):
        yield f"{service} {operation} has no option {option}"
    if "--cli-input-json" not in given:
        for name in shape.required_members:
            if options[name] not in given and "--no-" + options[name][2:] not in given:
                yield f"{service} {operation} needs {options[name]}"
    for name, member in shape.members.items():
        for value in values_of(options[name], arguments):
            yield from (f"{service} {operation}: {options[name]} {problem}" for problem in limits(value, member))


def values_of(option, words):
    """The values of an option that are written out. Variables and values that the reader must fill in are left out."""
    if option not in words:
        return
    for word in words[words.index(option) + 1:]:
        if word.startswith("--"):
            return
        if not re.search("[$…]", word):
            yield word.strip("'\"")


def limits(value, member):
    """What is wrong with a value, by its type: a text or a number, or a list of these."""
    while member.type_name == "list":
        member = member.member
    if member.type_name == "string":
        size, unit = len(value), " characters"
    elif member.type_name in ("integer", "long"):
        size, unit = int(value), ""
    else:
        return
    least, greatest = member.metadata.get("min", size), member.metadata.get("max", size)
    if not least <= size <= greatest:
        yield f"takes {least} to {greatest}{unit}, and not {size}"
    if member.type_name == "string" and member.enum and value not in member.enum:
        yield f"has no value {value}"


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


def references(node, conditions):
    """The names to which a part of a template refers, also through conditions."""
    text = json.dumps(node)
    found = set(re.findall(r'(?:"Ref": "|\$\{)(\w+)["}]', text))
    for condition in re.findall(r'"Fn::If": \["(\w+)"', text):
        found |= references(conditions[condition], conditions)
    return found


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
            "cloudwatch describe-alarm-history --history-item-type State":
                "cloudwatch describe-alarm-history: --history-item-type has no value State",
            "cloudwatch describe-alarm-history --max-records 1000":
                "cloudwatch describe-alarm-history: --max-records takes 1 to 100, and not 1000",
            "sqs get-queue-attributes --queue-url url --attribute-names All Age":
                "sqs get-queue-attributes: --attribute-names has no value Age",
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

    def test_the_clean_up_of_versions_keeps_the_newest_five(self):
        versions = list(range(1, 13))
        printed = "printf '%s\\n'\n" % "\\t".join(map(str, sorted(versions, key=str)))

        with tempfile.TemporaryDirectory() as folder:
            calls = self.run_in(folder, self.block_with("aws lambda delete-function"), aws=printed)

        deleted = [int(words[-1]) for words in calls if words[1:3] == ["lambda", "delete-function"]]
        self.assertEqual(sorted(deleted), versions[:-5])

    def test_after_a_rollback_everything_that_is_protected_is_deleted_when_its_protection_is_off(self):
        template = deploy_check.read(deploy_check.PROJECT / "template.yaml")
        protected = {
            name for name, each in template["Resources"].items()
            if re.search('"DeletionProtection(Enabled)?":', json.dumps(each.get("Properties")))}
        block = self.block_with("--no-deletion-protection-enabled")

        self.assertEqual(set(re.findall(r"resource (\w+)", block)), protected)
        for kind in ("table", "user-pool"):
            self.assertRegex(block, rf"(?s) update-{kind} .* (--no-deletion-protection-enabled|--deletion-protection INACTIVE)\n.* delete-{kind} ")

    def test_what_outlives_a_stack_can_be_imported_into_another(self):
        with tempfile.TemporaryDirectory() as folder:
            self.run_in(folder, self.block_with("--change-set-type IMPORT"))
            file = Path(folder, "work", "kept.yaml")
            template, size = deploy_check.read(file), file.stat().st_size
            imported = json.loads(read(file.with_name("kept.json")))

        resources = template["Resources"]
        self.assertLessEqual(size, MAX_TEMPLATE_BYTES)
        # W8001: the conditions of the other resources are not used.
        self.assertEqual(
            [each for each in deploy_check.lint(template, deploy_check.HOME) if not each.startswith("W8001")], [])
        self.assertEqual(
            {each["LogicalResourceId"]: each["ResourceType"] for each in imported},
            {name: each["Type"] for name, each in resources.items()})
        self.assertEqual({each["Type"] for each in resources.values()}, deploy_check.KEPT_TYPES - {"AWS::Logs::LogGroup"})
        # CloudFormation imports only resources that have a DeletionPolicy.
        self.assertEqual({each["DeletionPolicy"] for each in resources.values()}, {"Retain"})
        for each in imported:
            schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(deploy_check.HOME, each["ResourceType"]).schema
            self.assertEqual(["/properties/" + name for name in each["ResourceIdentifier"]], schema["primaryIdentifier"])

    def test_the_section_about_the_import_names_the_parameters_of_the_kept_resources(self):
        with tempfile.TemporaryDirectory() as folder:
            self.run_in(folder, self.block_with("--change-set-type IMPORT"))
            template = deploy_check.read(Path(folder, "work", "kept.yaml"))
        section = re.search(r"^## Adopting.*?(?=^## )", read(RUNBOOK), re.DOTALL | re.MULTILINE)[0]
        named = re.search(r"parameters that the kept resources use \((.*?)\)", section, re.DOTALL)[1]

        self.assertEqual(
            set(re.findall(r"`(\w+)`", named)),
            references(template["Resources"], template["Conditions"]) & set(template["Parameters"]))

    def test_a_variable_that_nothing_sets_is_found(self):
        with self.assertRaisesRegex(AssertionError, "NOWHERE: unbound variable"):
            self.check('aws sqs delete-queue --queue-url "$NOWHERE"')

    def check(self, script):
        for program, *words in self.calls_of(script):
            if program == "aws":
                self.assertEqual(list(problems(words)), [])
            if program == "make":
                self.assertLessEqual({word for word in words if re.fullmatch("[a-z][a-z-]*", word)}, self.targets)

    def block_with(self, command):
        block, = (each for each in self.blocks if command in each)
        return block

    def calls_of(self, script):
        """Runs a script after the first block. Returns the calls as lists of words."""
        with tempfile.TemporaryDirectory() as folder:
            return self.run_in(folder, script)

    def run_in(self, folder, script, **output):
        """Runs a script after the first block in the folder "work" of a new folder. Returns the calls as lists of words."""
        work, programs, calls = (Path(folder, name) for name in ("work", "programs", "calls"))
        for each in (work, programs, calls):
            each.mkdir()
        (work / "template.yaml").write_text(read(deploy_check.PROJECT / "template.yaml"), encoding="utf-8")
        for name in RECORDED:
            program = programs / name
            program.write_text(
                f'#!/bin/sh\nprintf "%s\\0" {name} "$@" >"$(mktemp "{calls}/XXXXXXXX")"\n'
                + (OUTPUT | output).get(name, ""))
            program.chmod(0o755)
        run = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.variables + script],
            cwd=work, env={"PATH": f"{programs}:{os.defpath}", "HOME": folder}, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, ""), script)
        return [read(call).split("\0")[:-1] for call in sorted(calls.iterdir())]


if __name__ == "__main__":
    unittest.main()
