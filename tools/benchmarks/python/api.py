"""Requests and answers of API Gateway, and the log."""

import base64
import json
import time


def company(event):
    """The company that the scopes of the token name; None if they name none."""
    scopes = event["requestContext"]["authorizer"]["claims"]["scope"].split()
    return next((scope.removeprefix("company/") for scope in scopes if scope.startswith("company/")), None)


def body(event):
    return base64.b64decode(event["body"]).decode() if event["isBase64Encoded"] else event["body"]


def answer(status, content):
    return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(content)}


def log(message, **fields):
    line = {"level": "INFO", "message": message, "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **fields}
    print(json.dumps(line), flush=True)
