import NmemModel
import Testing

@testable import FileFormats

/// The keys that a reader of saved lists knows are those that it reads.
@Suite struct JSONKeyTests {
  /// Lists in which each key stands where it tells something.
  private static let lists = """
    {"dimms":[
      {"dev":"nmem0","bus":"ndbus0","provider":"ACPI.NFIT","guest":"a","id":"8902-206b080c","handle":1,
        "phys_id":2,"match":"one","vmdks":[{"path":"p","uuid":"6000c29842c754f802c2d49b206b080c"}],"state":"disabled","flags":["failed_map"],"security":"locked",
        "security_frozen":true,"flag_failed_save":true,"flag_failed_arm":true,
        "flag_failed_restore":true,"flag_failed_flush":true,"flag_smart_event":true,"regions":[
          {"dev":"region0","size":8,"align":1,"available_size":1,"max_available_extent":1,
            "type":"pmem","iset_id":1,"numa_node":1,"target_node":1,"badblock_count":1,
            "persistence_domain":"cpu_cache","badblocks":[{"offset":1,"length":1,"dimms":["nmem0"]}],
            "capabilities":[{"mode":"sector","sector_sizes":[512]},{"mode":"fsdax","alignments":[1]}],
            "mappings":[{"dimm":"nmem0","offset":1,"length":8,"position":0}],
            "namespaces":[
              {"dev":"namespace0.0","map":"dev","uuid":"u","raw_uuid":"r","name":"n",
                "sector_size":512,"blockdev":"pmem0","blockdevices":[{"name":"pmem0","kname":"pmem0",
                  "maj:min":"1:2","swap":true,"openers":["sh (1)"],"links":["/l"],"partuuid":"q","children":[{"name":"vg","kname":"dm-0","probed":true}],"label":"l","fsuuid":"f","ptuuid":"p",
                  "filesystems":[{"target":"/t","source":"s","fstype":"f","fsroot":"/","dax":true,
                    "hidden":true,"swapfiles":["/x"]}]}]},
              {"dev":"namespace0.1","blockdev":"pmem1","mountpoints":["/m"],
                "hidden_mountpoints":["/h"]},
              {"dev":"namespace0.2","daxregion":{"id":1,"devices":[{"chardev":"dax0.0",
                "online_memblocks":1,"total_memblocks":1,"movable":true}]}}]}]},
      {"dev":"nmem1","flag_failed_map":true,"serial":"00000001","vendor":"8902","size":7}],
     "other_regions":[{"bus":"ndbus1","provider":"e820","regions":[{"dev":"region1"}]}]}
    {"dev":"ndbus2","scrub_state":"idle","dimms":[{"dev":"nmem2"}]}
    {"nmemid":{"machine":"m","schema":2,"complete":false},"dimms":[{"dev":"nmem3"}]}
    """

  private func findings(_ text: String) -> ParsedGuests {
    var parser = GuestFileParser(file: "a.json")
    _ = parser.read(Array(text.utf8).span, isLast: true)
    return parser.finish()
  }

  @Test func everyKeyInTheListsIsUnderstood() {
    // A list that is of a newer schema, or a part, is said to be so.
    let whole = Self.lists.replacing(
      "\"schema\":2,\"complete\":false", with: "\"schema\":1,\"complete\":true")
    let found = findings(whole)
    #expect(found.problems.isEmpty && !found.isIncomplete)
  }

  @Test(arguments: JSONKey.allCases.filter(\.isRead)) func everyKeyIsRead(key: JSONKey) {
    let without = Self.lists.replacing("\"\(key.rawValue)\":", with: "\"x\":")
    let isRead = findings(without) != findings(Self.lists)
    #expect(isRead)
  }
}
