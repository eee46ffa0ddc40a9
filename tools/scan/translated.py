"""Writes template.yaml as SAM translates it, with the values of the parameters in place of the references to them.

It writes four files to a folder: nag-default.json, nag-hardened.json, guard-default.json and guard-hardened.json. The default ones
have the values of parameters.json under "everything", and the hardened ones those under "hardened" too. The rules of cfn-guard
compare text, so in its files text also replaces Fn::Sub and the ARN of a bucket. Those of cdk-nag look for the reference.
"""

import json
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "deploy-check"))
from deploy_check import HOME, PROJECT, Template, read  # noqa: E402

NO_VALUE = {"Ref": "AWS::NoValue"}

PSEUDO_PARAMETERS = {
    "AWS::AccountId": "111122223333",
    "AWS::Partition": "aws",
    "AWS::Region": HOME,
    "AWS::StackName": "order-messages",
    "AWS::URLSuffix": "amazonaws.com",
}


def without_absent_values(node):
    if isinstance(node, list):
        return [without_absent_values(item) for item in node if item != NO_VALUE]
    if isinstance(node, dict):
        return {key: typed(key, without_absent_values(value)) for key, value in node.items() if value != NO_VALUE}
    return node


def typed(key, value):
    """The only number that a rule compares. The value of a parameter is text."""
    return int(value) if key == "RetentionInDays" else value


def concrete(node, buckets):
    """A node in which text replaces Fn::Sub and the ARN of a bucket."""
    if isinstance(node, list):
        return [concrete(item, buckets) for item in node]
    if isinstance(node, str):
        return substituted(node, {}, buckets)
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        (name, argument), = node.items()
        if name == "Fn::Sub" and isinstance(argument, list):
            return substituted(argument[0], argument[1], buckets)
        if name == "Fn::GetAtt" and argument[0] in buckets and argument[1] == "Arn":
            return arn(argument[0])
    return {key: concrete(value, buckets) for key, value in node.items()}


def substituted(text, variables, buckets):
    def value(match):
        name = match[1]
        if name in variables:
            return variables[name] if isinstance(variables[name], str) else variables[name]["Ref"]
        return PSEUDO_PARAMETERS.get(name) or (arn(name[:-4]) if name.removesuffix(".Arn") in buckets else name)

    return re.sub(r"\$\{([\w:.]+)}", value, text)


def arn(name):
    return f"arn:aws:s3:::{name.lower()}"


def translated(document, values):
    template = Template(document, HOME, values)
    resources = {
        name: {key: value for key, value in resource.items() if key != "Condition"}
        for name, resource in template.resources.items()
        if "Condition" not in resource or template.holds(resource["Condition"])
    }
    return without_absent_values(template.resolved(resources))


def write(folder, kind, resources):
    buckets = {name for name, resource in resources.items() if resource["Type"] == "AWS::S3::Bucket"}
    for tool, content in {"nag": resources, "guard": concrete(resources, buckets)}.items():
        (folder / f"{tool}-{kind}.json").write_text(json.dumps({"Resources": content}), encoding="utf-8")


if __name__ == "__main__":
    parameters = json.loads((FOLDER / "parameters.json").read_text(encoding="utf-8"))
    document = read(PROJECT / "template.yaml")
    write(Path(sys.argv[1]), "default", translated(document, parameters["everything"]))
    write(Path(sys.argv[1]), "hardened", translated(document, {**parameters["everything"], **parameters["hardened"]}))
