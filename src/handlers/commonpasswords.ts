/** Passwords and words that every guesser tries first (CJIS IA-5: refreshed each quarter; last gone over 2026-11). */

/** In lower case; a password is compared as it is, and without figures and signs at its end. */
export const commonPasswords: ReadonlySet<string> = new Set(
  (
    'password passwort password1 password12 password123 passw0rd letmein letmein1 welcome welcome1 welcome123 admin ' +
    'administrator changeme change-me changeit default secret secret123 topsecret login logmein iloveyou iloveyou1 ' +
    'sunshine princess football baseball basketball softball hockey soccer dragon monkey shadow master superman ' +
    'batman trustno1 michael jennifer jessica ashley nicole daniel anthony andrew joshua matthew robert thomas ' +
    'charlie jordan hunter ranger buster tigger ginger pepper cookie summer winter spring autumn january february ' +
    'monday friday saturday sunday starwars pokemon corvette mustang mercedes porsche ferrari harley yamaha ' +
    'computer internet google facebook twitter samsung iphone android windows microsoft whatever freedom liberty ' +
    'america american california palmsprings palm-springs desert coachella police police1 policeman policedept ' +
    'officer sheriff deputy detective sergeant lieutenant captain badge patrol dispatch dispatcher emergency ' +
    'lawenforcement law-enforcement protect protectandserve justice firearm glock remington licenseplate ' +
    'licenceplate alpr alprledger alpr-ledger flocksafety flock hotlist passphrase mypassword mypassword1 ' +
    'yourpassword thepassword newpassword oldpassword temppassword temporary temp1234 test1234 testtest testing ' +
    'testing123 tester guest guest123 user user1234 root rootroot toor oracle server system sysadmin superuser ' +
    'manager support helpdesk service access access14 security security1 internet1 qwerty qwerty1 qwerty123 ' +
    'qwertyuiop qwertz qazwsx qazwsxedc 1qaz2wsx 1qaz2wsx3edc zaq12wsx zaq1zaq1 asdfasdf asdf1234 zxcvzxcv abcd1234 ' +
    'abc12345 abcabc123 a1b2c3d4 1q2w3e4r 1q2w3e4r5t 123qweasd 11223344 12341234 123123123 147258369 159357456 ' +
    '987654321 741852963 blink182 liverpool chelsea arsenal barcelona juventus cowboys lakers warriors dodgers ' +
    'raiders steelers yankees giants eagles redskins patriots packers chargers maverick phoenix falcon viking ' +
    'spartan knight warrior samurai wizard gandalf merlin excalibur rockyou babygirl lovely sweetheart butterfly ' +
    'chocolate strawberry cheese banana orange purple yellow silver golden diamond crystal rainbow unicorn flower ' +
    'heaven jesus christ blessed angel angels forever family mother father brother sister husband loveme lovers ' +
    'fuckyou fuckoff asshole bullshit biteme letmesee openup opensesame sesame nothing something anything ' +
    'everything nobody somebody hello hello123 hellohello goodbye thankyou please mustang1 michelle1 charlie1 ' +
    'dallas austin houston phoenix1 chicago boston denver seattle london paris berlin madrid correcthorse ' +
    'correcthorsebatterystaple demonstration'
  ).split(' '),
);
