"""The file climbing its ladder: one nomination from draft to grant, refusal or withdrawal."""
