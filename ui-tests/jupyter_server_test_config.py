"""The server that the tests in the browser talk to. Never serve with this: it has no password."""

import os
import tempfile

from jupyterlab.galata import configure_jupyter_server

c = get_config()  # noqa: F821
configure_jupyter_server(c)
c.ServerApp.port = int(os.environ["LIFT_UI_PORT"])
c.ServerApp.allow_root = True
c.ServerApp.log_level = c.LabApp.log_level = "ERROR"
# Nothing of the person who runs the tests, and no news from elsewhere.
c.LabApp.user_settings_dir = tempfile.mkdtemp(prefix="galata-settings-")
c.LabApp.news_url = None
c.LabApp.extension_manager = "readonly"
