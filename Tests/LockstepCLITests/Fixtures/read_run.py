"""Reads a run folder as the article "Formats" documents it, without any code of the project."""

import hashlib
import json
import re
import struct
import sys

import numpy
from safetensors import safe_open


def sha(data):
    return hashlib.sha256(data).digest()


def open_json(path):
    raw = open(path, "rb").read()
    value = json.loads(raw)
    sealed = raw.replace(value["fileDigest"].encode(), b"0" * 64)
    assert hashlib.sha256(sealed).hexdigest() == value["fileDigest"], path
    assert value["formatVersion"] == 2
    return value


def open_tensors(path):
    raw = open(path, "rb").read()
    (length,) = struct.unpack("<Q", raw[:8])
    header = raw[: 8 + length]
    with safe_open(path, framework="numpy") as file:
        metadata = file.metadata()
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    own = metadata["headerDigest"].encode()
    assert hashlib.sha256(header.replace(own, b"0" * 64)).hexdigest() == own.decode(), path
    digests = json.loads(metadata["digests"])
    for name, tensor in tensors.items():
        assert sha(tensor.tobytes()).hex() == digests.pop(name), name
    for key, text in metadata.items():
        if key not in ("digests", "headerDigest"):
            assert sha(text.encode()).hex() == digests.pop("metadata." + key), key
    assert not digests
    return tensors, metadata


def network_order(tensors, prefix=""):
    parts = []
    while f"{prefix}layers.{len(parts) // 2}.weight" in tensors:
        layer = len(parts) // 2
        parts.append(tensors[f"{prefix}layers.{layer}.weight"])
        parts.append(tensors[f"{prefix}layers.{layer}.bias"])
    return numpy.concatenate([part.astype("<f4").ravel() for part in parts])


def state_digest(arrays):
    blocks = b""
    for array in arrays:
        for start in range(0, len(array), 16384):
            blocks += sha(array[start : start + 16384].tobytes())
    return sha(blocks)


def main(run, checkpoints):
    receipt = open_json(run + "/receipt.json")
    model = open_json(run + "/model.json")
    tensors, metadata = open_tensors(run + "/model.safetensors")
    weights = sha(network_order(tensors).tobytes()).hex()
    assert weights == receipt["digest"] == model["digest"] == metadata["digest"]
    assert receipt["schema"] == model["schema"]
    assert metadata["sha256 of model.json"] == sha(open(run + "/model.json", "rb").read()).hex()
    (file,) = [file for file in receipt["data"]["files"] if file["role"] == "training"]
    (path,) = [path for path in receipt["affectsNoBits"]["paths"] if path["role"] == "training"]
    data = open(path["absolute"], "rb").read()
    assert (sha(data).hex(), len(data)) == (file["sha256"], file["bytes"])

    epochs = receipt["epochs"]
    assert [epoch["epoch"] for epoch in epochs] == list(range(1, len(epochs) + 1))
    for path in checkpoints:
        tensors, metadata = open_tensors(path)
        progress = json.loads(metadata["progress"])
        done = progress["finishedEpochs"]
        assert path.endswith("step-%012d.safetensors" % progress["steps"])
        configuration = json.loads(metadata["configuration"])
        assert configuration == receipt["configuration"]
        assert json.loads(metadata["data"]) == receipt["data"]
        arrays = [network_order(tensors)]
        while f"optimizer.{len(arrays) - 1}.layers.0.weight" in tensors:
            arrays.append(network_order(tensors, f"optimizer.{len(arrays) - 1}."))
        assert len(arrays) == 3, "adam has two"
        assert progress["bestEpoch"] == 0 or "best.layers.0.weight" in tensors
        before = bytes.fromhex(receipt["initialDigest"])
        for index in range(done):
            epoch = epochs[index]
            assert tensors["epochs.loss"][index] == epoch["loss"]
            assert tensors["epochs.validationLoss"][index] == epoch["validationLoss"]
            assert tensors["epochs.digest"][index].tobytes().hex() == epoch["digest"]
            if index + 1 < done:
                before = bytes.fromhex(epoch["digest"])
        losses = struct.pack("<dd", epochs[done - 1]["loss"], epochs[done - 1]["validationLoss"])
        chained = sha(before + losses + state_digest(arrays)).hex()
        assert chained == epochs[done - 1]["digest"] == json.loads(metadata["chain"])["last"]
    print(weights)


main(sys.argv[1], sys.argv[2:])
