"""The consumer: stores each message of the batch, one after the other, in the bucket and in the table."""

import json
import os
from decimal import Decimal

import api
import aws

BUCKET_NAME = os.environ["BUCKET_NAME"]
S3 = aws.client("s3")
TABLE = aws.table()


def handler(event):
    for record in event["Records"]:
        store(record["body"])


def store(text):
    message = json.loads(text, parse_float=Decimal)
    metadata, data = message["metadata"], message["data"]
    key = f"{metadata['company_id']}/{metadata['message_id']}.json"
    S3.put_object(Bucket=BUCKET_NAME, Key=key, Body=text.encode(), ContentType="application/json")
    TABLE.put_item(
        Item={
            "message_id": metadata["message_id"],
            "company_id": metadata["company_id"],
            "message_time": metadata["message_time"],
            "message_s3_key": key,
            "order_id": data["order_id"],
            "order_time": data["order_time"],
            "order_amount": data["order_amount"],
        }
    )
    api.log("The message was stored", message_id=metadata["message_id"], company_id=metadata["company_id"])
