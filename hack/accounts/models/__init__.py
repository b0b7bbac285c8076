"""Bureaus and sections of the city, organisations that take part, the people of both, and how they come in."""

from hack.accounts.models.city import Bureau, Section
from hack.accounts.models.doors import SignIn, Ticket, TicketKind
from hack.accounts.models.organizations import IN_CITY, TAKING_PART, Organization, OrganizationKind, Place
from hack.accounts.models.people import User, Visitor

__all__ = [
    "Bureau",
    "IN_CITY",
    "Organization",
    "OrganizationKind",
    "Place",
    "Section",
    "SignIn",
    "TAKING_PART",
    "Ticket",
    "TicketKind",
    "User",
    "Visitor",
]
