"""POST: authorizes the company, validates the metadata, and sends the message to the queue."""

import json
import os
from pathlib import Path

from jsonschema import Draft201909Validator, FormatChecker

import api
import aws

SCHEMA = Path(__file__).resolve().parents[3] / "schemas" / "message-metadata.json"
METADATA = Draft201909Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())
QUEUE_URL = os.environ["QUEUE_URL"]
SQS = aws.client("sqs")


def handler(event):
    text = api.body(event)
    message = json.loads(text)
    metadata = message.get("metadata")
    errors = [error.message for error in METADATA.iter_errors(metadata)]
    if errors or "data" not in message:
        return api.answer(400, {"errors": errors})
    if metadata["company_id"] != api.company(event):
        return api.answer(403, {"errors": ["the message is of another company"]})
    SQS.send_message(QueueUrl=QUEUE_URL, MessageBody=text)
    api.log("The message was accepted", message_id=metadata["message_id"], company_id=metadata["company_id"])
    return api.answer(202, {"message_id": metadata["message_id"]})
