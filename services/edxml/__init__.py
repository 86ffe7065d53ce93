"""The document bridge: edXML packages (QCVN 102:2016/BTTTT) as values, and work on them."""
