import gradio as gr

with gr.Blocks() as demo:
    gr.Markdown("Gradio answers")

demo.launch(server_name="0.0.0.0", server_port=9999, inbrowser=True)
