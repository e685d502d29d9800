// English complaints about the thing itself: broken, wrong, missing, faulty, poor.
import type { CueTable } from '../cue';

export const englishProductComplaints: CueTable = {
  'arrived-broken': {
    weights: { complaint: 0.7, frustration: 0.15 },
    phrases: `
      @receive ..4 @broken
      @receive ..3 in|into ..2 pieces|bits|shards
      @broken ..1 on|upon|in arrival|delivery|transit|shipping|post`,
  },
  'is-broken': {
    weights: { complaint: 0.6, frustration: 0.1 },
    phrases: `
      is|was|were|are|s|has|have|been|got|came ..1 completely|totally|all|already|badly|slightly|partly? @broken
      @thing ..1 @broken
      @broken ..1 @thing
      in|into ..1 million|thousand|hundred|two|many|several? pieces|bits|shards
      has|have|had|got ..1 a|an|some|several|big|huge? crack|cracks|chip|chips|scratch|scratches|dent|dents|stain|stains|hole|defect|defects
      crack|chip|scratch|dent|stain|hole in|on
      with ..3 crack|cracks|chip|chips|scratch|scratches|dent|dents|hole|holes
      handle|lid|base|glaze|paint|colour|color ..3 fell|came|peeling|peeled|off|faded|flaking
      fell|falling|fallen|came apart|off|to pieces?
      stopped|quit working`,
  },
  broken: { weights: { complaint: 0.42 }, phrases: '@broken' },
  'just-broken': { weights: { complaint: 0.6 }, place: 'alone', phrases: 'all|arrived @broken\n@broken' },
  'wrong-item': {
    weights: { complaint: 0.6, frustration: 0.1 },
    phrases: `
      wrong ..1 @thing
      @receive ..3 wrong|different|another|incorrect
      @thing ..2 wrong|incorrect
      not|isnt|wasnt ..1 what|the ..1 one? ..1 i|we ..1 ordered|wanted|asked|paid|bought|expected|chose|purchased
      not as described|pictured|advertised|shown|expected|promised
      not|nothing|doesnt|didnt|isnt|dont ..3 like|match|matches ..3 picture|pictures|photo|photos|description|website|pic|image|advert
      different|differs from|to|than ..3 picture|photo|description|website|ordered|one|image
      instead of ..4 ordered|asked
      mixed up ..1 my|the|our
      too|much|way small|smaller|big|bigger|dark|darker than
      got|received|sent someone|somebody else s?`,
  },
  missing: {
    weights: { complaint: 0.52, frustration: 0.1 },
    phrases: `
      @thing|parts|part|half|some ..2 missing
      box|package|parcel|envelope ..2 empty
      incomplete
      only received|got|sent|came
      only @number ..3 out|instead of
      missing ..2 @thing|parts|pieces
      you|they ..1 forgot|forgotten
      not everything|all ..2 in|there|arrived`,
  },
  'missing-word': { weights: { complaint: 0.42 }, phrases: 'missing' },
  'not-working': {
    weights: { complaint: 0.6, frustration: 0.15 },
    phrases: `
      doesnt|dont|not|never|didnt|isnt|wont|wouldnt|arent|wasnt|cant|stopped|nothing|hasnt ..2 work|working|works|worked|load|loading|connect|function|functioning
      wont|doesnt|didnt open|start|turn|charge|load|close|fit|stand
      does|do|did not work|load|open|function
      wont|doesnt|wouldnt|didnt let|allow me|us
      out of order
      malfunction-
      glitch-
      crash-
      outage
      system|systems|site|website|page|app|link|computers|server|checkout|code ..3 down|broken|error|crash-|failing|fails|useless
      error ..1 message|messages|code
      keeps|keep|kept ..2 error|fail-|crash-|freez-|hang-|drop-|disconnect-|say-|cancel-|chang-|send-|tell-|getting|bouncing`,
  },
  'cannot-do': {
    weights: { complaint: 0.35, frustration: 0.15 },
    phrases: `
      cant|cannot|couldnt|unable|wont|impossible ..1 to? ..1 get|log|login|find|access|check|book|pay|order|reach|use|see|change|complete|sign|rebook|even|track|add|select|do|buy|place|redeem|online
      not able to
      cant even
      having ..2 trouble|problems|issues|difficulty|difficulties
      error|errors`,
  },
  problem: {
    weights: { complaint: 0.45 },
    phrases: `
      have|having|had|got|is|s|been|experiencing|there|encountered|ran|a|an|with ..3 problem|problems|issue|issues|trouble|difficulties|hassle
      problem|problems|issue|issues|trouble with
      something|somethings ..1 wrong|off
      went|gone|goes|going ..1 wrong
      what|whats|s ..2 wrong ..1 with ..1 your|you|the
      report ..2 problem|issue|fault|damage
      mistake|mistakes|error|errors ..3 your|their|on|in|with|part
      mishandl-|messed|screwed|botched|bungled`,
  },
  'same-problem': {
    weights: { complaint: 0.5, frustration: 0.45 },
    mood: 'fixed',
    phrases:
      'same ..1 problem|issue|error|thing|story|mistake ..1 again?\nstill ..2 problem|problems|issue|issues|trouble\nconstant|constantly|endless|continuous|repeated|ongoing ..1 problems|issues|errors|delays|problem|issue|delay',
  },
  'poor-quality': {
    weights: { complaint: 0.55, frustration: 0.2 },
    phrases: `
      poor|low|bad|inferior|cheap|substandard ..1 quality|workmanship|packaging|packing|service|communication|experience|management|show|job|form|planning|handling|attitude|support
      poorly
      badly packed|packaged|made|wrapped|finished|painted|glazed|designed|organized|organised|handled|treated|managed
      not ..1 packed|wrapped|packaged|protected ..1 properly|well|enough
      no|zero|without ..1 padding|protection|bubble|packaging
      not|isnt|wasnt ..2 worth
      waste of ..2 money|time|space|fare
      rip off
      ripped off
      ripoff
      overpriced
      not|isnt|wasnt up to|good ..1 standard|scratch|par|enough
      subpar|sub par|mediocre|underwhelming|flimsy
      smells|stinks|dirty|filthy|unclean|mouldy|moldy|uncomfortable|cramped
      unusable|unwearable|unsafe`,
  },
  'price-grumble': { weights: { complaint: 0.35, frustration: 0.1 }, phrases: 'too expensive|pricey\nway too much' },
};
