// The judge of the tree: Go's own library of transparent logs makes each root and proof anew.
//
// It reads a log as JSON from standard input and ends with status 1 at the first thing that differs.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Inclusion is ours that the record Index, from 0, is in the tree of Size records.
type Inclusion struct {
	Index, Size int64
	Path        [][]byte
}

// Consistency is ours that the tree of Size records begins with that of Old.
type Consistency struct {
	Old, Size int64
	Path      [][]byte
}

// Log is what the house says of one log.
type Log struct {
	Records       [][]byte
	Roots         map[int64][]byte
	Inclusions    []Inclusion
	Consistencies []Consistency
	Checkpoint    string
	Key           string
}

// Kept holds the hashes that the library asks for.
type Kept []tlog.Hash

func (kept Kept) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, 0, len(indexes))
	for _, at := range indexes {
		found = append(found, kept[at])
	}
	return found, nil
}

func main() {
	var log Log
	must(json.NewDecoder(os.Stdin).Decode(&log))
	var kept Kept
	for number, record := range log.Records {
		more, err := tlog.StoredHashes(int64(number), record, kept)
		must(err)
		kept = append(kept, more...)
	}
	for size, root := range log.Roots {
		found, err := tlog.TreeHash(size, kept)
		must(err)
		same(found[:], root, "root", size, 0)
	}
	for _, one := range log.Inclusions {
		judgeInclusion(one, log, kept)
	}
	for _, one := range log.Consistencies {
		judgeConsistency(one, kept)
	}
	judgeCheckpoint(log, kept)
	fmt.Println(len(log.Roots), len(log.Inclusions), len(log.Consistencies))
}

func judgeInclusion(one Inclusion, log Log, kept Kept) {
	made, err := tlog.ProveRecord(one.Size, one.Index, kept)
	must(err)
	alike(made, one.Path, "inclusion", one.Index, one.Size)
	root, err := tlog.TreeHash(one.Size, kept)
	must(err)
	must(tlog.CheckRecord(proof(one.Path), one.Size, root, one.Index, tlog.RecordHash(log.Records[one.Index])))
}

func judgeConsistency(one Consistency, kept Kept) {
	made, err := tlog.ProveTree(one.Size, one.Old, kept)
	must(err)
	alike(made, one.Path, "consistency", one.Old, one.Size)
	old, err := tlog.TreeHash(one.Old, kept)
	must(err)
	root, err := tlog.TreeHash(one.Size, kept)
	must(err)
	must(tlog.CheckTree(proof(one.Path), one.Size, root, one.Old, old))
}

// judgeCheckpoint opens the signed note by the key alone and holds its size and root to the tree.
func judgeCheckpoint(log Log, kept Kept) {
	if log.Key == "" {
		return
	}
	key, err := note.NewVerifier(log.Key)
	must(err)
	opened, err := note.Open([]byte(log.Checkpoint), note.VerifierList(key))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	root, err := tlog.TreeHash(int64(len(log.Records)), kept)
	must(err)
	if told := fmt.Sprintf("%d %s", len(log.Records), root); lines[1]+" "+lines[2] != told {
		fail("checkpoint", lines[1]+" "+lines[2], told)
	}
}

func proof(path [][]byte) []tlog.Hash {
	found := make([]tlog.Hash, len(path))
	for at, one := range path {
		copy(found[at][:], one)
	}
	return found
}

func alike(theirs []tlog.Hash, ours [][]byte, what string, first, second int64) {
	if len(theirs) != len(ours) {
		fail(what, first, second)
	}
	for at := range theirs {
		same(theirs[at][:], ours[at], what, first, second)
	}
}

func same(theirs, ours []byte, what string, first, second int64) {
	if !slices.Equal(theirs, ours) {
		fail(what, first, second)
	}
}

func must(err error) {
	if err != nil {
		fail("refused", err, "")
	}
}

func fail(what string, first, second any) {
	fmt.Fprintln(os.Stderr, "differs:", what, first, second)
	os.Exit(1)
}
