#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.9"
# dependencies = [
#   "requests==2.31.0",
#   "Jinja2>=3.1",
# ]
# ///

import requests

print(requests.get("https://example.org").status_code)
