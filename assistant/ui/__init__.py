"""The chat page. Importing this package loads nothing; ``assistant.ui.app`` loads Gradio."""
