# The traceback goes through the imported module.
import shapes.broken
