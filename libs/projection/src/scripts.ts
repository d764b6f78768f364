/**
 * The Lua scripts. They compare the lane's owner and mark before they do anything and write absolute values only, since
 * Redis does not roll back: whatever is repeated after a lost answer ends in the same state.
 */
export const TAKE_SCRIPT = `
--[[ Makes a process the lane's owner: from now on, earlier owners can neither write to this slot nor point readers anywhere.
  What it returns was true at that very moment: read later, it could be the work of an owner that took the lane since.
  KEYS[1] lane hash   KEYS[2] counts hash   KEYS[3] folds hash   KEYS[4] lane hash of the slot that readers follow
  ARGV[1] producer id   ARGV[2] epoch   ARGV[3] fold   ARGV[4] fields owner and ARGV[5] taken of the folds hash
  Returns the first two hashes and what is forwarded as the followed slot knows it, or false when a newer epoch of the same
  producer has taken the lane already, with whatever fold ]]
-- The slot's own owner counts as well: either hash may have been lost without the other.
for _, known in ipairs({ redis.call('HGET', KEYS[3], ARGV[4]) or '', redis.call('HGET', KEYS[1], 'owner') or '' }) do
  local id, epoch = string.match(known, '^(%d+):(%d+)$')
  if id == ARGV[1] and tonumber(epoch) > tonumber(ARGV[2]) then return false end
end
local owner = ARGV[1] .. ':' .. ARGV[2]
redis.call('HSET', KEYS[3], ARGV[4], owner, ARGV[5], ARGV[3])
redis.call('HSET', KEYS[1], 'owner', owner)
redis.call('HDEL', KEYS[1], 'part')
local forwarded = redis.call('HGET', KEYS[4], 'forwarded') or '0'
return { redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]), forwarded }`;

export const BUILD_SCRIPT = `
--[[ Makes a process that owns no lane the writer of a slot, unless readers follow it or the lane's owner works with it.
  KEYS[1] lane hash   KEYS[2] counts hash   KEYS[3] folds hash
  ARGV[1] fold   ARGV[2] fold that readers follow when nothing is said   ARGV[3] fields followed, ARGV[4] taken and
  ARGV[5] builds of the folds hash   ARGV[6] empty, or the name that this process had here: nobody else may have taken it since
  ARGV[7] empty, or 'drop' to take the mark away: a slot that is not whole has none
  ARGV[8] field building of the folds hash   ARGV[9] ms for which what it says holds
  Returns the number in its name and the first two hashes, or 'live', 'built' (a drop, while somebody builds) or 'overtaken' ]]
local folds = redis.call('HMGET', KEYS[3], ARGV[3], ARGV[4], ARGV[8])
if (folds[1] or ARGV[2]) == ARGV[1] or folds[2] == ARGV[1] then return 'live' end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[7] == 'drop' then
  if folds[3] and now - tonumber(folds[3]) < tonumber(ARGV[9]) then return 'built' end
end
local owner = redis.call('HGET', KEYS[1], 'owner')
if ARGV[6] ~= '' and owner and owner ~= ARGV[6] then return 'overtaken' end
local number = redis.call('HINCRBY', KEYS[3], ARGV[5], 1)
redis.call('HSET', KEYS[1], 'owner', '-1:' .. number)
redis.call('HDEL', KEYS[1], 'part')
if ARGV[7] == 'drop' then
  redis.call('HDEL', KEYS[1], 'mark')
  redis.call('HDEL', KEYS[3], ARGV[8])
else
  redis.call('HSET', KEYS[3], ARGV[8], string.format('%.0f', now))
end
return { number, redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]) }`;

export const BUILDING_SCRIPT = `
--[[ Says that a slot is still being built, or no longer, if the caller is still its writer.
  KEYS[1] lane hash   KEYS[2] folds hash   ARGV[1] writer   ARGV[2] field building of the folds hash   ARGV[3] 1, or empty for no longer
  Returns 1, or -1 when somebody else has taken the slot ]]
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return -1 end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[2], ARGV[2])
else
  local time = redis.call('TIME')
  redis.call('HSET', KEYS[2], ARGV[2], string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
end
return 1`;

export const POINT_SCRIPT = `
--[[ Makes readers follow a slot, if the caller still owns the lane.
  KEYS[1] folds hash   ARGV[1] owner   ARGV[2] fold   ARGV[3] fields followed and ARGV[4] owner
  Returns 1, or -1 when another owner has taken the lane, with whatever fold ]]
if redis.call('HGET', KEYS[1], ARGV[4]) ~= ARGV[1] then return -1 end
redis.call('HSET', KEYS[1], ARGV[3], ARGV[2])
return 1`;

export const PURGE_SCRIPT = `
--[[ Removes some of a slot's keys and fields, if the caller is still its writer and the slot has no mark. With a mark it
  has been emptied before: this call was sent again, and its first sending comes late, on a connection given up since.
  KEYS[1] lane hash   KEYS[2] names of queues   KEYS[3..] keys   ARGV[1] owner   ARGV[2] slot
  ARGV[3] number of keys to remove as a whole; those after them lose the slot's field only
  ARGV[4] empty, or when nothing is left after this: 'restart' sets the slot to mark 0, 'drop' removes the lane hash as well
  Returns 1, or -1 when another owner has taken the slot ]]
local lane = redis.call('HMGET', KEYS[1], 'owner', 'mark')
if lane[1] ~= ARGV[1] then return -1 end
if lane[2] then return 1 end
local whole = tonumber(ARGV[3])
for i = 3, #KEYS do
  if i - 2 <= whole then redis.call('UNLINK', KEYS[i]) else redis.call('HDEL', KEYS[i], ARGV[2]) end
end
if ARGV[4] == '' then return 1 end
for _, name in ipairs(redis.call('SMEMBERS', KEYS[2])) do
  if string.sub(name, 1, #ARGV[2] + 1) == ARGV[2] .. '.' then redis.call('SREM', KEYS[2], name) end
end
redis.call('UNLINK', KEYS[1])
if ARGV[4] == 'restart' then redis.call('HSET', KEYS[1], 'mark', '0', 'owner', ARGV[1]) end
return 1`;

export const LOAD_SCRIPT = `
--[[ Reads one slot's field of many entities, if the lane stands where its owner believes.
  KEYS[1] lane hash   KEYS[2..] entity hashes, then for each id in ARGV the hash of what is left of such
  ARGV[1] owner   ARGV[2] expected mark   ARGV[3] field   ARGV[4..] per entity: its id, or empty where nothing is ever left
  An entity without the field is answered by a zero and what is left of it, if anything is.
  Returns false when owner or mark differ (Redis was emptied, set back, or somebody else took the lane), else the values ]]
local lane = redis.call('HMGET', KEYS[1], 'owner', 'mark')
if lane[1] ~= ARGV[1] or lane[2] ~= ARGV[2] then return false end
local values = {}
local left = 1 + #ARGV - 3
for i = 1, #ARGV - 3 do
  local id = ARGV[3 + i]
  values[i] = redis.call('HGET', KEYS[1 + i], ARGV[3])
  if id ~= '' then
    left = left + 1
    local remains = not values[i] and redis.call('HGET', KEYS[left], id)
    if remains then values[i] = '\\0' .. remains end
  end
end
return values`;

export const APPLY_SCRIPT = `
--[[ Writes a part of what a stretch of the lane's output means, and with the last part moves the mark over it; or refuses.
  KEYS[1] lane hash   KEYS[2] counts hash   KEYS[3] names of queues   KEYS[4..] in the order of the operations
  ARGV[1] owner   ARGV[2] expected mark   ARGV[3] mark after the last part   ARGV[4] number of this part, from 1
  ARGV[5] 1 for the last part   ARGV[6] field
  ARGV[7] number of lane fields   ARGV[8] of counts   ARGV[9] of new queue names   ARGV[10] of entries
  then: lane field, value …; status, count …; queue name …; and per entry: bytes or empty for none, number of sets left, of
  sets entered, 1 if what is left of it changes; member left …; score, member entered …; and id, what is left or empty, the day
  (KEYS: the entity hash, the sets left, the sets entered, the hash of what is left)
  Such a hash is rid of what is over whenever something enters it on another day.
  A part that stands already is not written again: the counts would be those of then.
  Returns 1 applied, 0 all parts applied before, -1 the lane has another owner, mark, or lacks the part before ]]
local lane = redis.call('HMGET', KEYS[1], 'owner', 'mark', 'part')
if lane[1] ~= ARGV[1] then return -1 end
if lane[2] ~= ARGV[2] then
  if lane[2] == ARGV[3] then return 0 end
  return -1
end
local part = tonumber(ARGV[4])
local to, done = string.match(lane[3] or '', '^(%d+)/(%d+)$')
done = to == ARGV[3] and tonumber(done) or 0
if part <= done then return 1 end
if part > done + 1 then return -1 end
local field, arg, key = ARGV[6], 10, 3
for _ = 1, tonumber(ARGV[7]) do
  redis.call('HSET', KEYS[1], ARGV[arg + 1], ARGV[arg + 2])
  arg = arg + 2
end
for _ = 1, tonumber(ARGV[8]) do
  redis.call('HSET', KEYS[2], ARGV[arg + 1], ARGV[arg + 2])
  arg = arg + 2
end
for _ = 1, tonumber(ARGV[9]) do
  redis.call('SADD', KEYS[3], ARGV[arg + 1])
  arg = arg + 1
end
for _ = 1, tonumber(ARGV[10]) do
  local bytes, left, entered, remembers = ARGV[arg + 1], tonumber(ARGV[arg + 2]), tonumber(ARGV[arg + 3]), ARGV[arg + 4]
  arg = arg + 4
  if bytes == '' then redis.call('HDEL', KEYS[key + 1], field) else redis.call('HSET', KEYS[key + 1], field, bytes) end
  key = key + 1
  for _ = 1, left do
    redis.call('ZREM', KEYS[key + 1], ARGV[arg + 1])
    key, arg = key + 1, arg + 1
  end
  for _ = 1, entered do
    redis.call('ZADD', KEYS[key + 1], ARGV[arg + 1], ARGV[arg + 2])
    key, arg = key + 1, arg + 2
  end
  if remembers == '1' then
    local hash, id, remains, today = KEYS[key + 1], ARGV[arg + 1], ARGV[arg + 2], tonumber(ARGV[arg + 3])
    key, arg = key + 1, arg + 3
    if remains == '' then
      redis.call('HDEL', hash, id)
    else
      if tonumber(redis.call('HGET', hash, '') or '-1') < today then
        local all = redis.call('HGETALL', hash)
        for n = 1, #all, 2 do
          if all[n] ~= '' and tonumber(string.match(all[n + 1], '^%d+')) <= today then redis.call('HDEL', hash, all[n]) end
        end
        redis.call('HSET', hash, '', today)
      end
      redis.call('HSET', hash, id, remains)
    end
  end
end
if ARGV[5] == '1' then
  redis.call('HSET', KEYS[1], 'mark', ARGV[3])
  redis.call('HDEL', KEYS[1], 'part')
else
  redis.call('HSET', KEYS[1], 'part', ARGV[3] .. '/' .. part)
end
return 1`;
