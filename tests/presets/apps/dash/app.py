from dash import Dash, html

app = Dash()
app.layout = html.P("Dash answers")

if __name__ == "__main__":
    app.run(host="0.0.0.0", port=9999, debug=False)
