import panel as pn

page = pn.Column("Panel answers").servable()

pn.serve(page, address="0.0.0.0", port=9999, show=True)
