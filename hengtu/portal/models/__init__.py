"""What the portal remembers: tries to open a door."""

from hengtu.portal.models.tries import IdentityTry, Tried

__all__ = ["IdentityTry", "Tried"]
