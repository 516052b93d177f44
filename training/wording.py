"""The small print of plates: names of states, slogans, what dealers' frames say, months."""

from pathlib import Path


def read_table(path=Path(__file__).parent.parent / 'models' / 'captions.tsv'):
    """Returns ({state: name}, {state: (slogan, ...)}, {slogans that say no state}) from models/captions.tsv."""
    cells = [line.split('\t') for line in path.read_text().splitlines() if line and not line.startswith('#')][1:]
    slogans = {state: line.split('|') for state, _, line in cells}
    return ({state: name for state, name, _ in cells},
            {state: tuple(one.lstrip('~') for one in some) for state, some in slogans.items()},
            {one[1:] for some in slogans.values() for one in some if one.startswith('~')})


NAMES, SLOGANS, SHARED_SLOGANS = read_table()
# What stands in a slogan's place and says no state: counties, kinds of plates.
COUNTIES = ['Washington', 'Jefferson', 'Franklin', 'Lake', 'Monroe', 'Jackson', 'Lincoln', 'Madison', 'Clay', 'Union',
            'Marion', 'Montgomery', 'Greene', 'Hamilton', 'Orange', 'Polk', 'Shelby', 'Douglas', 'Carroll', 'Wayne']
KINDS = ['Truck', 'Commercial', 'Veteran', 'Fleet', 'Apportioned', 'Trailer', 'Farm', 'Personalized', 'Disabled',
         'Vanity', 'Environmental', 'Firefighter', 'National Guard', 'Antique', 'Dealer', 'Taxi', 'Bus', 'Passenger']
# States that print their name under the number rather than over it.
NAME_BELOW = {'CO', 'DC', 'IN', 'NC', 'NH', 'FL'}
DEALERS = ['CITY MOTORS', 'VALLEY AUTO', 'COUNTY FORD', 'TOYOTA OF TOWN', 'HONDA WORLD', 'LAKESIDE', 'AUTO SALES',
           'WWW.DEALER.COM', '555-0142', 'RIVER CHEVROLET', 'ALUMNI', 'NORTH COAST KIA', 'MY OTHER CAR', 'HILLTOP']
MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
LOGO_WORDS = ['STATE', 'PARK', 'USA', 'VET', 'FIRE', 'DEALER', 'ALUMNI', 'COLLEGE', 'EST. 1889', 'HOPE',
              'WILDLIFE', 'GUARD']


def letters_of(text):
    """What a reader without spaces and small letters is to read of a caption."""
    return ''.join(char for char in text.upper() if char.isascii() and char.isalnum())
