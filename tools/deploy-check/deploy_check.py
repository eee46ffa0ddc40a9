"""Checks everything about a deployment of template.yaml and account.yaml that can be checked without an AWS account.

Needs cfn-lint, which brings SAM's translator. Usage: deploy_check.py [template.yaml]
Prints one line per problem. Exit code: 0 no problem, 1 problems, 2 wrong usage.
"""

import copy
import functools
import json
import logging
import os
import re
import sys
from pathlib import Path

from cfnlint.config import ConfigMixIn
from cfnlint.decode.cfn_yaml import loads as read_yaml
from cfnlint.decode.decode import decode_str
from cfnlint.runner import Runner, run_template_by_data
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

FOLDER = Path(__file__).resolve().parent
PROJECT = FOLDER.parent.parent

# The template of the last release. A release copies template.yaml to it. Until the first release, it is the template of commit
# c6d6d38 (2026-11-26).
RELEASED = FOLDER / "released" / "template.yaml"

# The template of the settings that an account has once in each Region. SAM does not translate it.
ACCOUNT = PROJECT / "account.yaml"

# Replacements that are meant: one logical ID on each line, then the reason. A release empties the file.
INTENDED = FOLDER / "released" / "intended-replacements.txt"

HOME = "eu-central-1"

# One Region of each partition (aws, aws-us-gov, aws-cn), and the parameters that it needs.
REGIONS = {HOME: {}, "us-gov-west-1": {"SnapStart": "None"}, "cn-north-1": {"SnapStart": "None"}}

# What cannot work in a Region, with the reason. The template is translated there all the same.
NOT_AVAILABLE = {
    "cn-north-1": re.compile(r"E3006 Resource type 'AWS::Cognito::"),  # Cognito has no user pools in China.
}

# cfn-lint does not know that an alias has a hook exactly if the deployments are gradual: SAM looks that up while it translates.
# deploy_check_test.py tests it.
HOOK = re.compile(
    r"W1001 Ref to resource 'DeploymentCheckFunction' .* 'DeploymentsAreGradual' is False at "
    r"Resources/\w+Aliaslive/UpdatePolicy/")

# They hold data or logs, so they must outlive the stack.
KEPT_TYPES = {
    "AWS::Cognito::UserPool",
    "AWS::DynamoDB::Table",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
}

# All APIs of an account use them, so they must outlive the stack of the account's settings.
SHARED_TYPES = {"AWS::ApiGateway::Account", "AWS::IAM::Role"}

# Every deployment replaces them, and nothing is lost with them.
WITHOUT_STATE = {"AWS::ApiGateway::Deployment", "AWS::Lambda::Permission", "AWS::Lambda::Version"}

# Properties that cannot change, although the provider's schema does not say so (CloudFormation Template Reference, "Update
# requires", and Amazon Cognito Developer Guide, "User pool attributes").
FIXED_PROPERTIES = {
    "AWS::Cognito::UserPool": ["Schema", "UsernameConfiguration", "UsernameAttributes", "AliasAttributes"],
    "AWS::DynamoDB::Table": ["KeySchema"],
}

# Properties of a function that are not part of a version.
OUTSIDE_OF_A_VERSION = {"Tags", "ReservedConcurrentExecutions"}

MAX_VERSION_DESCRIPTION = 256


# The type of a parameter whose value is a list: texts between commas.
LIST = "CommaDelimitedList"


class Template:
    """A template with the values of its parameters, as SAM translates it for a Region."""

    def __init__(self, document, region, values=None):
        self.document = copy.deepcopy(document)
        self.region = region
        for name, value in (values or {}).items():
            self.document["Parameters"][name]["Default"] = value
        self.translated = self._translate()
        self.resources = self.translated["Resources"]

    def with_values(self, values):
        """The same translation with other values of parameters. The references in it are still there."""
        other = copy.copy(self)
        other.document = copy.deepcopy(self.document)
        for name, value in values.items():
            other.document["Parameters"][name]["Default"] = value
        return other

    def _translate(self):
        source = copy.deepcopy(self.document)
        # sam deploy replaces the local folder by an address in S3.
        source["Globals"]["Function"]["CodeUri"] = "s3://bucket/key"
        os.environ["AWS_DEFAULT_REGION"] = self.region

        class NoManagedPolicies:
            def load(self):
                return {}

        logging.disable(logging.WARNING)
        return transform(source, {}, NoManagedPolicies())

    def value(self, name):
        """The value of a parameter, a text or a list, or None if there is no parameter of this name."""
        parameter = self.document.get("Parameters", {}).get(name)
        if parameter is None:
            return None
        text = str(parameter["Default"])
        return [item.strip() for item in text.split(",")] if parameter["Type"] == LIST else text

    def resolved(self, node):
        """A node in which the values of the parameters replace the references to them."""
        if isinstance(node, list):
            return [self.resolved(item) for item in node]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (name, argument), = node.items()
            if name == "Ref" and self.value(argument) is not None:
                return self.value(argument)
            if name == "Fn::Sub" and isinstance(argument, str):
                return re.sub(r"\$\{(\w+)}", lambda match: self.value(match[1]) or match[0], argument)
            if name == "Fn::Join":
                items = self.resolved(argument[1])
                if isinstance(items, list) and all(isinstance(item, str) for item in items):
                    return argument[0].join(items)
            if name == "Fn::If":
                return self.resolved(argument[1 if self.holds(argument[0]) else 2])
        return {key: self.resolved(value) for key, value in node.items()}

    def creates(self, name):
        """Whether a stack has a resource, by its condition."""
        resource = self.resources.get(name)
        return resource is not None and ("Condition" not in resource or self.holds(resource["Condition"]))

    def holds(self, condition):
        return self._holds(self.document["Conditions"][condition])

    def _holds(self, node):
        (name, argument), = node.items()
        match name:
            case "Fn::Equals":
                return self.resolved(argument[0]) == self.resolved(argument[1])
            case "Fn::Not":
                return not self._holds(argument[0])
            case "Fn::And":
                return all(self._holds(each) for each in argument)
            case "Fn::Or":
                return any(self._holds(each) for each in argument)
            case "Condition":
                return self.holds(argument)
        raise ValueError(f"{name} is not supported in a condition")

    def functions(self):
        return [key for key, resource in self.resources.items() if resource["Type"] == "AWS::Lambda::Function"]

    def configuration(self, function):
        """What a version of a function consists of, as JSON text."""
        properties = self.resolved(self.resources[function]["Properties"])
        kept = {name: value for name, value in properties.items() if name not in OUTSIDE_OF_A_VERSION}
        return json.dumps(kept, sort_keys=True, default=str)

    def version_description(self, function):
        for resource in self.resources.values():
            if (
                resource["Type"] == "AWS::Lambda::Version"
                and resource["Properties"]["FunctionName"] == {"Ref": function}
            ):
                return str(self.resolved(resource["Properties"].get("Description", "")))
        return ""


def read(file):
    # json.loads removes the positions that cfn-lint's reader adds to every node.
    return json.loads(json.dumps(read_yaml(Path(file).read_text(encoding="utf-8")), default=str))


# Values for parameters whose pattern a text of many x does not match. The longest text that a parameter can have is one of
# these, filled up with x if its length has a bound and the pattern allows it.
EXAMPLES = [
    "e0721e56-fb09-4273-ae74-7bcbc92d43eb",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:",
    "arn:aws:kms:eu-central-1:123456789012:key/9a1c2b3d-4e5f-4a6b-8c7d-0e1f2a3b4c5d",
    "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/api/9a1c2b3d-4e5f-4a6b-8c7d-0e1f2a3b4c5d",
    "somebody@example.com",
]

# The number of elements in the longest value of a list.
LIST_LENGTH = 3


def least(parameter):
    return _bound(parameter, 0, "Min")


def greatest(parameter):
    return _bound(parameter, -1, "Max")


def _bound(parameter, position, prefix):
    if "AllowedValues" in parameter:
        return parameter["AllowedValues"][position]
    if prefix + "Value" in parameter:
        return parameter[prefix + "Value"]
    if prefix == "Max":
        return _longest(parameter)
    return parameter["Default"]


def _longest(parameter):
    length = int(parameter.get("MaxLength", 0))
    texts = [text.ljust(length, "x") for text in (str(parameter["Default"]), *EXAMPLES)]
    # The default is the last resort, if it has nothing to fill up.
    texts = [text for text in texts if text and re.fullmatch(parameter.get("AllowedPattern", ".*"), text)]
    longest = texts[0] if texts else parameter["Default"]
    return ",".join([longest] * LIST_LENGTH) if parameter["Type"] == LIST else longest


def other_value(parameter):
    """A value of a parameter that is not its default, or None if it has only one."""
    values = [least(parameter), greatest(parameter), *parameter.get("AllowedValues", [])]
    return next((value for value in values if str(value) != str(parameter["Default"])), None)


def check_translation(document):
    """Translates for every partition, with the defaults, least and greatest values of the parameters.

    The result is linted with all values in one partition, and with the defaults in the others.
    """
    parameters = document.get("Parameters", {})
    choices = {
        "defaults": {},
        "least values": {name: least(parameter) for name, parameter in parameters.items()},
        "greatest values": {name: greatest(parameter) for name, parameter in parameters.items()},
    }
    for region, needed in REGIONS.items():
        for label, values in choices.items():
            try:
                template = Template(document, region, values | needed)
            except InvalidDocumentException as problem:
                yield f"{region}, {label}: SAM cannot translate the template: {problem.message}"
                continue
            if region == HOME or label == "defaults":
                yield from (f"{region}, {label}: {problem}" for problem in lint(template.translated, region))


def lint(translated, region):
    # W2001, W7001: a parameter or mapping that only SAM's properties use is not used after the translation.
    settings = ConfigMixIn(regions=[region], ignore_checks=["W2001", "W7001"])
    template, errors = decode_str(json.dumps(translated, default=str))
    for match in errors or run_template_by_data(template, settings, lint_rules()):
        problem = f"{match.rule.id} {match.message} at {'/'.join(map(str, match.path))}"
        if HOOK.match(problem) or (region in NOT_AVAILABLE and NOT_AVAILABLE[region].match(problem)):
            continue
        yield problem


@functools.cache
def lint_rules():
    """The rules of cfn-lint. They are loaded once, because loading them takes half a second."""
    return Runner(ConfigMixIn()).rules


def check_versions(document):
    """A changed parameter publishes a version exactly if it changes the function."""
    before = Template(document, HOME)
    for name, parameter in document["Parameters"].items():
        value = other_value(parameter)
        if value is None:
            continue
        after = before.with_values({name: value})
        for function in before.functions():
            changed = before.configuration(function) != after.configuration(function)
            published = before.version_description(function) != after.version_description(function)
            if changed and not published:
                yield f"{function}: VersionDescription lacks {name}, so a new value would not be deployed"
            if published and not changed:
                yield f"{function}: VersionDescription contains {name}, which the function does not use"
    longest = before.with_values({name: greatest(each) for name, each in document["Parameters"].items()})
    for function in longest.functions():
        if len(longest.version_description(function)) > MAX_VERSION_DESCRIPTION:
            yield f"{function}: VersionDescription can have more than {MAX_VERSION_DESCRIPTION} characters"


def check_deletion(document):
    """What holds data or logs outlives the stack."""
    yield from deleted(Template(document, HOME).resources, KEPT_TYPES)


def deleted(resources, kept_types):
    for name, resource in resources.items():
        if resource["Type"] not in kept_types:
            continue
        if resource.get("DeletionPolicy") not in ("Retain", "RetainExceptOnCreate"):
            yield f"{name} is deleted with the stack: DeletionPolicy must be RetainExceptOnCreate"
        if resource.get("UpdateReplacePolicy") != "Retain":
            yield f"{name} is deleted when it is replaced: UpdateReplacePolicy must be Retain"


def check_upgrade(released, document, intended=frozenset()):
    """An update of a stack of the last release replaces and removes nothing, except what is intended."""
    old, new = Template(released, HOME), Template(document, HOME)
    unused = set(intended)
    for name, resource in old.resources.items():
        if resource["Type"] in WITHOUT_STATE or not old.creates(name):
            continue
        found = list(replacements(name, resource, old, new))
        unused -= {name} if found else set()
        if name not in intended:
            yield from found
    for name in sorted(unused):
        yield f"{name} is neither replaced nor removed: delete its line in {INTENDED.name}"


def replacements(name, resource, old, new):
    """Why an update replaces or removes a resource of the old template."""
    if not new.creates(name):
        yield f"{name} is removed from a stack of the last release"
    elif new.resources[name]["Type"] != resource["Type"]:
        yield f"{name} is replaced: its type changes"
    else:
        for property_name in fixed_properties(resource["Type"]):
            before = old.resolved(resource.get("Properties", {}).get(property_name))
            after = new.resolved(new.resources[name].get("Properties", {}).get(property_name))
            if before != after:
                yield f"{name} is replaced, or the update fails: {property_name} changes"
        if resource["Type"] == "AWS::DynamoDB::Table":
            yield from changed_table(name, resource["Properties"], new.resources[name]["Properties"])


def changed_table(name, before, after):
    """What CloudFormation cannot change of a table, besides its key: types of attributes, and indexes (Template Reference)."""
    old, new = by_name(before, "AttributeDefinitions", "AttributeName"), by_name(after, "AttributeDefinitions", "AttributeName")
    for attribute in sorted(old.keys() & new.keys()):
        if old[attribute] != new[attribute]:
            yield f"{name} is replaced: the type of {attribute} changes"
    old, new = by_name(before, "GlobalSecondaryIndexes", "IndexName"), by_name(after, "GlobalSecondaryIndexes", "IndexName")
    for index in sorted(old.keys() & new.keys()):
        for property_name in ("KeySchema", "Projection"):
            if old[index][property_name] != new[index][property_name]:
                yield f"{name}: the update fails: {property_name} of the index {index} changes"
    if len(old.keys() ^ new.keys()) > 1:
        yield f"{name}: the update fails: it adds and deletes more than one index"


def by_name(properties, property_name, key):
    return {each[key]: each for each in properties.get(property_name, [])}


def intended_replacements():
    """The logical IDs in the list of replacements that are meant."""
    return {line.split()[0] for line in INTENDED.read_text(encoding="utf-8").splitlines() if line.strip()}


def fixed_properties(resource_type):
    """The properties whose change makes CloudFormation replace a resource."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(HOME, resource_type).schema
    paths = schema.get("createOnlyProperties", []) + schema.get("conditionalCreateOnlyProperties", [])
    names = [path.split("/")[2] for path in paths]
    return sorted({*names, *FIXED_PROPERTIES.get(resource_type, [])})


def check_account(account):
    """The template of the account's settings is valid in every partition, and its settings outlive their stack."""
    for region in REGIONS:
        yield from (f"account.yaml, {region}: {problem}" for problem in lint(account, region))
    yield from (f"account.yaml: {problem}" for problem in deleted(account["Resources"], SHARED_TYPES))


def problems(document, released, account):
    yield from check_translation(document)
    yield from check_versions(document)
    yield from check_deletion(document)
    yield from check_upgrade(released, document, intended_replacements())
    yield from check_account(account)


def main(arguments):
    if len(arguments) > 1:
        print(__doc__, file=sys.stderr)
        return 2
    os.chdir(PROJECT)
    template = read(arguments[0] if arguments else "template.yaml")
    found = list(problems(template, read(RELEASED), read(ACCOUNT)))
    for problem in found:
        print(problem)
    print(f"{len(found)} problems" if found else "The templates pass every check.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
