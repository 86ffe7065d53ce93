"""The register of honours over HTTP: honours, records of nominees, complaints about an honour."""
