"""Demonstration data and the player of case scripts; everything is made by the services that pages use."""
