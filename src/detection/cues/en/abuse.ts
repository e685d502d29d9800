// English insults, threats and harassment of the shop, its people or the bot. Oaths at nobody are frustration and stand there.
import type { CueTable } from '../cue';

export const englishAbuse: CueTable = {
  insult: {
    weights: { abuse: 0.75, frustration: 0.35, complaint: 0.15 },
    phrases: `
      idiot|idiots|idiotic
      moron|morons|moronic
      imbecile|imbeciles
      stupid ..1 bot|robot|machine|people|company|cow|bitch|idiot|shop|ai|person|computer|program|thing|woman|man|ass|chatbot|fool
      dumb ..1 bot|robot|machine|people|ass|bitch|idiot|computer|program|thing|fuck|chatbot
      you|u are|r|re|were|so|sound|such ..2 stupid|dumb|useless|pathetic|idiot|retarded|ugly|disgusting|worthless|crazy|horrible|terrible|boring|fat|gay|trash|garbage|rubbish|lame|evil|gross|creepy|incompetent|clueless|annoying|liar|fake|dense|brainless|joke|shit|crap
      youre|ur|your ..1 stupid|dumb|useless|pathetic|idiot|retarded|ugly|disgusting|worthless|crazy|boring|fat|gay|trash|garbage|lame|annoying
      you|u|they|ya ..1 suck|sucks
      stupid|dumb|useless
      dumbass|dumbasses|dumbo|dimwit|halfwit|nitwit|blockhead|airhead|numbskull|brainless
      bastard|bastards|b*d
      bitch|bitches|b*tch|b*h|biatch|bitchy
      asshole|assholes|arsehole|arseholes|a*hole|ahole|asshat|jackass|dickhead|dickheads|dick|dicks|d*ckhead|prick|pricks|knobhead|knob|twat|twats|wanker|wankers|tosser|tossers|bellend|git
      cunt|cunts|c*nt|c*t
      motherfucker|motherfuckers|mofo|fucker|fuckers|fuckface|fuckwit|shithead|shitheads|shitbag|scumbag|scumbags|scum|douche|douchebag|douchebags|jerk|jerks|creep
      whore|whores|slut|sluts|slutty|hooker|skank
      faggot|faggots|fag|fags|nigger|niggers|nigga|retard|retards|spastic|tranny|paki|chink
      loser|losers|muppets|vermin
      you|u|bunch|of|bloody ..1 clown|clowns|pig|pigs|muppet|animals|filth
      son of a ..1 bitch|whore|gun
      pos|piece of ..1 shit|crap|trash|garbage|junk|s*t
      go die`,
  },
  'calls-crooks': {
    weights: { abuse: 0.6, frustration: 0.35, complaint: 0.35 },
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
    weights: { abuse: 0.85, frustration: 0.35 },
    mood: 'fixed',
    phrases: `
      fuck|fck|f*k|f*ck|screw|f|fuk|eff you|u|off|ya|this|your|all|ur|them|yourself|yourselves
      stfu|gtfo|foad|kys|sybau
      shut ..1 up
      shut your|ya ..1 mouth|face|trap|hole|gob|pie
      go to hell|hell
      burn|rot in hell
      piss|bugger|sod|naff|bog|f off
      kiss|lick|suck|eat my ..2 ass|arse|dick|balls|shit|cock|pussy
      suck my|it|this|a
      bite me
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
      sexy|sexual|sexually|sext|sexting|horny|porn|porno|nudes|orgasm|masturbat-|boner|erection|kinky|fetish|threesome
      boobs|boob|tits|titties|pussy|vagina|penis|butthole|booty|clit|panties|thong
      my|your|big|suck ..1 cock|balls|breasts
      blow|hand|rim job|jobs
      blow me
      blowjob|handjob|bj
      suck ..2 dick|cock|it|me|balls
      sleep|sex with you|me
      have|having|want|like|about|love sex
      sex slave|toy|chat|bot|doll|now|please
      bang|fuck|shag|bone|hump|spank|undress|lick you|me|u
      you|u|get|are|me ..1 naked
      kiss me|you
      touch ..1 yourself|myself
      want ..2 fuck|bang|touch|kiss ..1 you|u|me
      take off ..2 clothes|shirt|bra|top|pants
      wearing|wear ..2 underwear|panties|anything|nothing
      are you ..2 virgin|wet|hot|sexy|single|horny
      rape|raped|rapist
      you|u are|r|re ..2 hot|sexy
      marry|date me
      send ..2 nudes|nude|pic|pics`,
  },
};
