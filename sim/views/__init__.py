"""The app's pages, one a file, and what they share. Only here and in app.py is Streamlit imported."""
