"""The AWS clients of the handlers."""

import os

import boto3


def _endpoint(service):
    # Releases of boto3 before 1.28 do not read this variable.
    return os.environ.get("AWS_ENDPOINT_URL_" + service.upper())


def client(service):
    return boto3.client(service, endpoint_url=_endpoint(service))


def table():
    """The table of the environment. Its items are dictionaries."""
    return boto3.resource("dynamodb", endpoint_url=_endpoint("dynamodb")).Table(os.environ["TABLE_NAME"])
