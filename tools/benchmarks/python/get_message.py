"""GET: authorizes the company, and reads the message from the table."""

import json

import api
import aws

TABLE = aws.table()


def handler(event):
    message_id = event["pathParameters"]["message_id"]
    item = TABLE.get_item(Key={"message_id": message_id, "company_id": api.company(event)}).get("Item")
    if item is None:
        return api.answer(404, {"errors": ["there is no such message"]})
    names = ("message_id", "company_id", "message_time", "message_s3_key")
    message = {"metadata": {name: item[name] for name in names}, "data": json.loads(item["body"])["data"]}
    api.log("The message was read", message_id=message_id, company_id=item["company_id"])
    return api.answer(200, message)
