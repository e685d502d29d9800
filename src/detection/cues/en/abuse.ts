// English insults, threats and harassment of the shop, its people or the bot. Oaths at nobody are frustration and stand there.
import type { CueTable } from '../cue';

export const englishAbuse: CueTable = {
  insult: {
    weights: { abuse: 0.75, frustration: 0.45, complaint: 0.2 },
    phrases: `
      idiot|idiots|idiotic
      moron|morons|moronic
      imbecile|imbeciles
      stupid ..1 bot|robot|machine|people|company|cow|bitch|idiot|shop|ai|person|computer|program|thing|woman|man|ass|chatbot|fool
      dumb ..1 bot|robot|machine|people|ass|bitch|idiot|computer|program|thing|fuck|chatbot
      you|u|ur|youre|you|they|your ..3 stupid|dumb|useless|pathetic|idiot|retarded|ugly|disgusting|worthless|crazy|horrible|terrible|boring|fat|gay|trash|garbage|rubbish|suck|sucks|lame|evil|gross|creepy|incompetent|clueless|thick|annoying|liar|fake
      dumbass|dumbasses|dumbo|dimwit|halfwit|nitwit|blockhead|airhead|numbskull|brainless
      bastard|bastards|b*d
      bitch|bitches|b*tch|b*h|biatch|bitchy
      asshole|assholes|arsehole|arseholes|a*hole|ahole|asshat|jackass|dickhead|dickheads|dick|dicks|d*ckhead|prick|pricks|knobhead|knob|twat|twats|wanker|wankers|tosser|tossers|bellend|git
      cunt|cunts|c*nt|c*t
      motherfucker|motherfuckers|mofo|fucker|fuckers|fuckface|fuckwit|shithead|shitheads|shitbag|scumbag|scumbags|scum|douche|douchebag|douchebags|jerk|jerks|creep
      whore|whores|slut|sluts|slutty|hoe|hoes|tramp|hooker|skank
      faggot|faggots|fag|fags|nigger|niggers|nigga|retard|retards|spastic|tranny|paki|chink
      loser|losers|clown|clowns|muppets|muppet|vermin|filth|pig|pigs
      son of a
      pos|piece of ..1 shit|crap|trash|garbage|junk|s*t
      go|get|kill die|yourself|lost|cancer`,
  },
  'calls-crooks': {
    weights: { abuse: 0.58, frustration: 0.4, complaint: 0.4 },
    phrases: `
      thief|thieves|theives
      crook|crooks
      criminals|criminal
      liar|liars
      scammer|scammers|conmen|conman
      cheats|cheaters
      con artists|artist
      robbers|bandits|sharks|leeches`,
  },
  'go-to-hell': {
    weights: { abuse: 0.85, frustration: 0.5 },
    mood: 'fixed',
    phrases: `
      fuck|fck|f*k|f*ck|screw|f|fuk|eff|stuff you|u|off|ya|this|your|all|ur|them|yourself|yourselves
      stfu|gtfo|foad|kys|sybau
      shut ..1 up
      shut your|it|the
      go to hell|hell
      burn|rot in hell
      piss|bugger|sod|naff|bog|f off
      kiss|lick|eat|suck my|ass|me|a|it|this
      up yours
      drop dead
      i|im|ill|we|will|gonna|going ..3 kill|murder|hurt|beat|destroy|punch|slap|smash|shoot|stab|strangle ..1 you|u|your|him|her|them|yourself
      kill you|yourself|u|urself
      hope ..2 you|u|your ..2 die|rot|burn|choke|fail|suffer
      i hate ..1 you|u
      fuckyou|fuckoff|screw you|u
      you|u should|must|will die|burn`,
  },
  harassment: {
    weights: { abuse: 0.78 },
    mood: 'fixed',
    phrases: `
      sex|sexy|sexual|sexually|sext|sexting|horny|porn|porno|nudes|naked|orgasm|masturbat-|boner|erection|kinky|fetish|threesome
      boobs|boob|tits|titties|breasts|pussy|vagina|penis|cock|cocks|balls|butthole|booty|clit|panties|thong|bra
      blow|hand|rim job|jobs|me
      blowjob|handjob|bj
      suck ..2 dick|cock|it|me|balls
      sleep|bang|fuck|shag|bone|screw|hump|rape|spank|touch|lick|undress ..1 with|you|me|u
      want ..2 fuck|bang|touch|kiss ..1 you|u|me
      take off ..2 clothes|shirt|bra|top|pants
      wearing|wear ..2 underwear|panties|anything|nothing
      are you ..2 virgin|wet|hot|sexy|single|horny
      rape|raped|rapist
      you|u ..2 hot|sexy|whore|slut|bitch
      send ..2 nudes|nude|pic|pics`,
  },
};
