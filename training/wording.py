"""The small print of plates: names of states, slogans, what dealers' frames say, months."""

NAMES = {
    'AL': 'Alabama', 'AK': 'Alaska', 'AZ': 'Arizona', 'AR': 'Arkansas', 'CA': 'California', 'CO': 'Colorado',
    'CT': 'Connecticut', 'DE': 'Delaware', 'DC': 'Washington, D.C.', 'FL': 'Florida', 'GA': 'Georgia', 'HI': 'Hawaii',
    'ID': 'Idaho', 'IL': 'Illinois', 'IN': 'Indiana', 'IA': 'Iowa', 'KS': 'Kansas', 'KY': 'Kentucky',
    'LA': 'Louisiana', 'ME': 'Maine', 'MD': 'Maryland', 'MA': 'Massachusetts', 'MI': 'Michigan', 'MN': 'Minnesota',
    'MS': 'Mississippi', 'MO': 'Missouri', 'MT': 'Montana', 'NE': 'Nebraska', 'NV': 'Nevada', 'NH': 'New Hampshire',
    'NJ': 'New Jersey', 'NM': 'New Mexico', 'NY': 'New York', 'NC': 'North Carolina', 'ND': 'North Dakota',
    'OH': 'Ohio', 'OK': 'Oklahoma', 'OR': 'Oregon', 'PA': 'Pennsylvania', 'RI': 'Rhode Island',
    'SC': 'South Carolina', 'SD': 'South Dakota', 'TN': 'Tennessee', 'TX': 'Texas', 'UT': 'Utah', 'VT': 'Vermont',
    'VA': 'Virginia', 'WA': 'Washington', 'WV': 'West Virginia', 'WI': 'Wisconsin', 'WY': 'Wyoming',
}
SLOGANS = {
    'AL': 'Heart of Dixie', 'AK': 'The Last Frontier', 'AZ': 'Grand Canyon State', 'AR': 'The Natural State',
    'CA': 'dmv.ca.gov', 'CT': 'Constitution State', 'DE': 'The First State', 'FL': 'Sunshine State',
    'GA': 'Peach State', 'HI': 'Aloha State', 'ID': 'Famous Potatoes', 'IL': 'Land of Lincoln',
    'IN': 'In God We Trust', 'KY': 'Bluegrass State', 'LA': "Sportsman's Paradise", 'ME': 'Vacationland',
    'MD': 'www.maryland.gov', 'MA': 'The Spirit of America', 'MI': 'Great Lakes', 'MN': '10,000 lakes',
    'MO': 'Show-Me State', 'MT': 'Big Sky Country', 'NV': 'The Silver State', 'NH': 'Live Free or Die',
    'NJ': 'Garden State', 'NM': 'Land of Enchantment', 'NY': 'Empire State', 'NC': 'First in Flight',
    'ND': 'Peace Garden State', 'OH': 'Birthplace of Aviation', 'OK': 'Native America', 'RI': 'Ocean State',
    'SC': 'Smiling Faces', 'SD': 'Great Faces. Great Places.', 'TN': 'The Volunteer State', 'TX': 'The Lone Star State',
    'UT': 'Life Elevated', 'VT': 'Green Mountain State', 'WA': 'Evergreen State', 'WV': 'Wild, Wonderful',
    'WI': "America's Dairyland",
}
# States that print their name under the number rather than over it.
NAME_BELOW = {'CO', 'DC', 'IN', 'NC', 'NH', 'FL'}
DEALERS = ['CITY MOTORS', 'VALLEY AUTO', 'COUNTY FORD', 'TOYOTA OF TOWN', 'HONDA WORLD', 'LAKESIDE', 'AUTO SALES',
           'WWW.DEALER.COM', '555-0142', 'RIVER CHEVROLET', 'ALUMNI', 'NORTH COAST KIA', 'MY OTHER CAR', 'HILLTOP']
MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
LOGO_WORDS = ['STATE', 'PARK', 'USA', 'VET', 'FIRE', 'DEALER', 'ALUMNI', 'COLLEGE', 'EST. 1889', 'HOPE',
              'WILDLIFE', 'GUARD']
