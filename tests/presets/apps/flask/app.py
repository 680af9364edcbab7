from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Flask answers"


# Without the usual guard.
app.run(host="0.0.0.0", port=9999)
