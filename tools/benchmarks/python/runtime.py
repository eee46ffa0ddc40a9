"""Runs a handler as Lambda's Python runtime does: it takes events from the Runtime API and posts the results.

Usage: runtime.py <module with the function handler(event)>
"""

import http.client
import importlib
import json
import os
import sys
import traceback

RUNTIME = "/2018-06-01/runtime"


class RuntimeApi:
    def __init__(self, address):
        self._connection = http.client.HTTPConnection(address)

    def next(self):
        """Returns the id and the event of the next invocation."""
        self._connection.request("GET", RUNTIME + "/invocation/next")
        response = self._connection.getresponse()
        return response.headers["Lambda-Runtime-Aws-Request-Id"], json.loads(response.read())

    def post(self, path, content, headers={}):
        self._connection.request("POST", RUNTIME + path, json.dumps(content).encode(), headers)
        self._connection.getresponse().read()

    def post_error(self, path, error, message):
        name = type(error).__name__
        content = {"errorType": name, "errorMessage": message}
        self.post(path, content, {"Lambda-Runtime-Function-Error-Type": name})


def main(module):
    sys.dont_write_bytecode = True
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        handler = importlib.import_module(module).handler
    except ImportError as e:
        message = f"{e}: the handlers need the packages boto3 and jsonschema"
        api.post_error("/init/error", e, message)
        sys.exit(message)
    while True:
        request_id, event = api.next()
        try:
            result = handler(event)
        except Exception as e:  # As on Lambda, the invocation fails and the process takes the next event.
            traceback.print_exc()
            api.post_error(f"/invocation/{request_id}/error", e, str(e))
        else:
            api.post(f"/invocation/{request_id}/response", result)


if __name__ == "__main__":
    main(sys.argv[1])
