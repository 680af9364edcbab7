"""Django's command line, with what a project may do to its own environment."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
os.environ["PORT"] = "9999"

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
