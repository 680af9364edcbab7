import marimo

app = marimo.App()


@app.cell
def _():
    "Marimo answers"
    return


if __name__ == "__main__":
    app.run()
