"""What a browser that is not signed in is shown, without a style sheet or script."""

SIGN_IN_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not signed in</title>
</head>
<body>
<h1>Not signed in</h1>
<p>Only the user who started this app can use it.</p>
<p>To open it, run <code>deno task open</code> in the workspace. If no browser
opens, run <code>deno task open --print</code> and open the address that it prints.
Each address works once.</p>
</body>
</html>
"""
