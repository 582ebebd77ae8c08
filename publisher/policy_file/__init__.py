"""From a file that staff write to a model of classes, with everything wrong in it told by line."""
