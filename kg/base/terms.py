"""The closed choices of the graph, under the names that ontology/kg.ttl gives them."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """The three families of things that take part in statements."""

    ACTOR = "actor"
    INSTRUMENT = "instrument"
    DOMAIN = "domain"


class Kind(StrEnum):
    """The type of a thing that is named in a document."""

    SUPERVISOR = "Supervisor"
    MINISTRY = "Ministry"
    ORGANISATION = "Organisation"
    POST = "Post"
    ACTOR_GROUP = "ActorGroup"
    ACT = "Act"
    REGULATION = "Regulation"
    AGREEMENT = "Agreement"
    DOMAIN = "Domain"

    @property
    def family(self) -> Family:
        """The family this type belongs to."""
        if self in _INSTRUMENTS:
            return Family.INSTRUMENT
        return Family.DOMAIN if self is Kind.DOMAIN else Family.ACTOR


_INSTRUMENTS = frozenset({Kind.ACT, Kind.REGULATION, Kind.AGREEMENT})


class Predicate(StrEnum):
    """The seventeen relations, subject before object."""

    SUPERVISES = "supervises"
    INVESTIGATES = "investigates"
    ENFORCES = "enforces"
    LICENSES = "licenses"
    MONITORS = "monitors"
    ADVISES = "advises"
    INFORMS = "informs"
    COOPERATES_WITH = "cooperatesWith"
    ASSISTS = "assists"
    ACCOUNTABLE_TO = "accountableTo"
    PART_OF = "partOf"
    DESIGNATES = "designates"
    INSTRUCTS = "instructs"
    ESTABLISHES = "establishes"
    GOVERNS = "governs"
    GUARANTEES = "guarantees"
    AMENDS = "amends"


class Modality(StrEnum):
    """How surely the text says it. Only what is asserted becomes a plain triple."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    REQUIRED = "required"
    NEGATED = "negated"


class Status(StrEnum):
    """The legal status of an instrument."""

    IN_PREPARATION = "inPreparation"
    PROPOSED = "proposed"
    IN_FORCE = "inForce"
    REPEALED = "repealed"


class Power(StrEnum):
    """What a supervisor or authority may do: the concepts of concepts/powers.ttl."""

    ENTER_PLACES = "enterPlaces"
    ENTER_DWELLINGS = "enterDwellings"
    DEMAND_INFORMATION = "demandInformation"
    DEMAND_IDENTITY = "demandIdentity"
    INSPECT_RECORDS = "inspectRecords"
    EXAMINE_GOODS = "examineGoods"
    TAKE_SAMPLES = "takeSamples"
    EXAMINE_TRANSPORT = "examineTransport"
    DEMAND_COOPERATION = "demandCooperation"
    ENFORCEMENT_ORDER = "enforcementOrder"
    ORDER_UNDER_PENALTY = "orderUnderPenalty"
    ADMINISTRATIVE_FINE = "administrativeFine"
    GIVE_INSTRUCTION = "giveInstruction"
    GIVE_WARNING = "giveWarning"
    MAKE_PUBLIC = "makePublic"
    REVOKE_LICENCE = "revokeLicence"
    SUSPEND_LICENCE = "suspendLicence"
    CLOSE_PLACE = "closePlace"
