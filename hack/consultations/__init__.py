"""Consultations inside the city (庁内合議): what other sections have to check before a need or a proposal can go on."""
