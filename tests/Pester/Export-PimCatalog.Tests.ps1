# A catalog as files: what they have, and when a folder is refused.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; ProductCount = 250 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    $null = Select-PimSession $session
    $whole = Join-Path $TestDrive 'whole'
    $files = Export-PimCatalog $whole
    function Read-Line([string] $File) { Get-Content $File | ForEach-Object { ConvertFrom-Json $_ } }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Export-PimCatalog' {
    It 'gives an object for each file, and each is as it says' {
        $files.Resource | Should -Contain Product
        $files.Resource | Should -Contain Locale
        $files | Should -HaveCount @(Get-ChildItem $whole -Filter *.jsonl).Count
        foreach ($file in $files) {
            (Get-Item $file.Path).Length | Should -Be $file.Bytes
            (Get-FileHash $file.Path -Algorithm SHA256).Hash | Should -Be $file.Hash
            @(Get-Content $file.Path).Count | Should -Be $file.Count
            $file.Duration | Should -BeOfType timespan
        }
        ($files | Where-Object Resource -EQ Product).Count | Should -Be (Get-PimProduct | Measure-Object).Count
        Get-ChildItem $whole -Exclude *.jsonl, manifest.json | Should -BeNullOrEmpty
    }

    It 'writes a manifest of the server and the files, in the order of writing' {
        $manifest = Get-Content "$whole/manifest.json" -Raw | ConvertFrom-Json
        $manifest.server | Should -Be "$($sandbox.Url)"
        $manifest.provider | Should -Be Akeneo
        $manifest.version | Should -Be v20250717143807
        $manifest.edition | Should -Be Serenity
        $manifest.time | Should -Not -BeNullOrEmpty
        $manifest.files.path | Sort-Object | Should -Be ((Get-ChildItem $whole -Filter *.jsonl).Name | Sort-Object)
        $order = $manifest.files.resource
        foreach ($pair in @(('Attribute', 'Family'), ('Category', 'Channel'), ('Family', 'FamilyVariant'), ('ProductModel', 'Product'), ('AttributeGroup', 'Attribute'))) {
            $order.IndexOf($pair[0]) | Should -BeLessThan $order.IndexOf($pair[1])
        }
    }

    It 'has parents before their children' {
        foreach ($name in 'categories', 'product-models', 'families') {
            $seen = @{}
            foreach ($item in Read-Line "$whole/$name.jsonl") {
                if ($item.parent) { $seen[$item.parent] | Should -BeTrue -Because "$($item.code) is below it" }
                $seen[$item.code] = $true
            }
        }
    }

    It 'has what an item lies in, and nothing that only the server writes' {
        $option = Read-Line "$whole/attribute-options.jsonl" | Select-Object -First 1
        $option.attribute | Should -Not -BeNullOrEmpty
        (Read-Line "$whole/family-variants.jsonl").family | Sort-Object -Unique | Should -Be ((Get-PimFamily | Get-PimFamilyVariant).Family | Sort-Object -Unique)
        $deep = Read-Line "$whole/reference-entity-attribute-options.jsonl" | Select-Object -First 1
        $deep.reference_entity, $deep.attribute | Should -Not -BeNullOrEmpty
        $product = Read-Line "$whole/products.jsonl" | Select-Object -First 1
        'created', 'updated', '_links', 'identifier' | Where-Object { $_ -in $product.PSObject.Properties.Name } | Should -BeNullOrEmpty
        $product.values.sku[0].data | Should -Not -BeNullOrEmpty
    }

    It 'takes some kinds, or all but some, whatever their case' {
        (Export-PimCatalog "$TestDrive/some" -Include family, Channel).Resource | Sort-Object | Should -Be Channel, Family
        (Export-PimCatalog "$TestDrive/others" -Include Family, Channel, Locale -Exclude channel).Resource | Sort-Object | Should -Be Family, Locale
        { Export-PimCatalog "$TestDrive/none" -Include Familie } | Should -Throw -ErrorId 'PimInvalidInput,*'
        { Export-PimCatalog "$TestDrive/none" -Include Family -Exclude Family } | Should -Throw -ErrorId 'PimInvalidInput,*'
        Test-Path "$TestDrive/none" | Should -BeFalse
    }

    It 'sends nothing and writes nothing with -WhatIf' {
        $before = $sandbox.Counters.Requests
        Export-PimCatalog "$TestDrive/what" -WhatIf | Should -BeNullOrEmpty
        $sandbox.Counters.Requests | Should -Be $before
        Test-Path "$TestDrive/what" | Should -BeFalse
    }

    It 'replaces a finished export with -Force alone' {
        $null = Export-PimCatalog "$TestDrive/twice" -Include Locale, Channel
        { Export-PimCatalog "$TestDrive/twice" -Include Family } | Should -Throw '*-Force*' -ErrorId 'PimInvalidInput,*'
        (Export-PimCatalog "$TestDrive/twice" -Include Family -Force).Resource | Should -Be Family
        (Get-ChildItem "$TestDrive/twice").Name | Sort-Object | Should -Be families.jsonl, manifest.json
    }

    It 'ends when its time is up, and goes on' {
        $folder = "$TestDrive/timed"
        $null = Export-PimCatalog $folder -Include Family, Product -TimeBudget 00:00:00.001 -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
        $warned[0].Message | Should -BeLike 'The time budget of 00:00:00.0010000 is used up. The export is not finished*'
        Test-Path "$folder/manifest.json" | Should -BeFalse
        (Export-PimCatalog $folder -Include Family, Product -TimeBudget 01:00:00).Resource | Sort-Object | Should -Be Family, Product
        (Get-FileHash "$folder/products.jsonl").Hash | Should -Be (Get-FileHash "$whole/products.jsonl").Hash
        { Export-PimCatalog "$TestDrive/never" -TimeBudget 10 } | Should -Throw -ExpectedMessage '*TimeBudget*too short*'
    }

    It 'comes to its end in runs that are each too short for a list whose pages have numbers' {
        $folder = "$TestDrive/numbered"
        # a machine that has much to do gets to no list in the first of them
        for ($run = 0; $run -lt 60 -and -not (Test-Path "$folder/manifest.json"); $run++) {
            $null = Export-PimCatalog $folder -Include Family, Category, Attribute, AttributeGroup, Channel, Locale, Currency, AssociationType -PageSize 1 -TimeBudget ([timespan]::FromMilliseconds(10 + $run)) -WarningAction SilentlyContinue
        }
        Test-Path "$folder/manifest.json" | Should -BeTrue
        $run | Should -BeGreaterThan 1
        (Get-FileHash "$folder/categories.jsonl").Hash | Should -Be (Get-FileHash "$whole/categories.jsonl").Hash
    }

    It 'refuses the folder of another server, with -Force too' {
        $null = Export-PimCatalog "$TestDrive/other" -Include Channel
        { Export-PimCatalog "$TestDrive/other" -Session $pims -Force } | Should -Throw '*Give another folder*' -ErrorId 'PimInvalidInput,*'
        (Get-Content "$TestDrive/other/manifest.json" -Raw | ConvertFrom-Json).files.resource | Should -Be Channel
    }

    It 'does not touch files that are not its own' {
        $null = New-Item "$TestDrive/mine" -ItemType Directory
        Set-Content "$TestDrive/mine/families.jsonl" mine
        { Export-PimCatalog "$TestDrive/mine" -Include Family } | Should -Throw -ErrorId 'PimInvalidInput,*'
        Get-Content "$TestDrive/mine/families.jsonl" | Should -Be mine
    }

    It 'says what the user may not see, and what the edition does not have is no warning' {
        $community = Start-TestSandbox @{ ProductCount = 1; Edition = 'CE' }
        try {
            $ce = Connect-TestSandbox $community @{ Name = 'ce' }
            $null = Select-PimSession $session
            (Export-PimCatalog "$TestDrive/ce" -Session $ce -WarningVariable warned).Resource | Should -Not -Contain ReferenceEntity
            $warned | Should -BeNullOrEmpty
            { Export-PimCatalog "$TestDrive/ce2" -Session $ce -Include ReferenceEntity } | Should -Throw -ErrorId 'PimNotSupported,*'
            # nothing came of it, and the next may be of something else
            Get-ChildItem "$TestDrive/ce2" | Should -BeNullOrEmpty
            (Export-PimCatalog "$TestDrive/ce2" -Session $ce -Include Family).Resource | Should -Be Family
        }
        finally { Stop-PimSandbox $community.Url }
    }

    It 'is refused while another export is at the folder' {
        $null = New-Item "$TestDrive/busy" -ItemType Directory
        $lock = [IO.File]::Open("$TestDrive/busy/export.journal", 'OpenOrCreate', 'ReadWrite', 'None')
        try { { Export-PimCatalog "$TestDrive/busy" -Include Channel } | Should -Throw '*another export*' -ErrorId 'PimInvalidInput,*' }
        finally { $lock.Dispose() }
    }

    It 'saves the files that items have, with a list of them' {
        $saved = Export-PimCatalog "$TestDrive/media" -Include Product, ReferenceEntityRecord -IncludeMedia | Where-Object Resource -EQ MediaFile
        $saved.Count | Should -BeGreaterThan 10
        $list = Read-Line $saved.Path
        'Product', 'ReferenceEntity' | Where-Object { $_ -notin $list.media_kind } | Should -BeNullOrEmpty
        foreach ($file in $list | Select-Object -First 5 -Last 5) { (Get-FileHash "$TestDrive/media/$($file.path)").Hash | Should -Be $file.hash }
    }

    It 'saves a file again with -Force, since a server may give other bytes by the same code' {
        $option = @{ Session = $pims; Include = 'Product'; IncludeMedia = $true }
        $list = (Export-PimCatalog "$TestDrive/again" @option | Where-Object Resource -EQ MediaFile).Path
        $old = (Read-Line $list)[0]
        [IO.File]::WriteAllText("$TestDrive/new.png", 'other bytes')
        $null = Send-PimMediaFile "$TestDrive/new.png" -Code $old.code -Session $pims
        $null = Export-PimCatalog "$TestDrive/again" @option -Force
        $new = Read-Line $list | Where-Object code -EQ $old.code
        Get-Content "$TestDrive/again/$($new.path)" | Should -Be 'other bytes'
        $new.hash | Should -Be (Get-FileHash "$TestDrive/new.png").Hash
    }

    It 'takes the files of the export that it replaces away, and what a run that was killed had half saved' {
        $option = @{ Include = 'Product'; IncludeMedia = $true }
        $null = Export-PimCatalog "$TestDrive/less" @option
        $folder = (Get-ChildItem "$TestDrive/less/media" -Recurse -File)[0].DirectoryName
        [IO.File]::WriteAllText("$folder/.$([guid]::NewGuid().ToString('n')).part", 'half')
        $null = Export-PimCatalog "$TestDrive/less" @option -Force
        Get-ChildItem "$TestDrive/less/media" -Recurse -File -Force | Where-Object Name -Like '.*.part' | Should -BeNullOrEmpty
        [IO.File]::WriteAllText("$TestDrive/less/media/own.txt", 'of the user')
        $null = Export-PimCatalog "$TestDrive/less" -Include Family -Force
        (Get-ChildItem "$TestDrive/less" -Recurse -File -Force).Name | Sort-Object | Should -Be families.jsonl, manifest.json, own.txt
    }

    It 'exports PIMS too' {
        $all = Export-PimCatalog "$TestDrive/pims" -Session $pims
        $all.Resource | Sort-Object | Should -Be Attribute, Bucket, Category, Product, View
        ($all | Where-Object Resource -EQ Product).Count | Should -Be (Get-PimProduct -Session $pims -IncludeVariant | Measure-Object).Count
        (Read-Line "$TestDrive/pims/products.jsonl")[0].values.sku | Should -Not -BeNullOrEmpty
        $saved = Export-PimCatalog "$TestDrive/pims2" -Session $pims -Include Product -IncludeMedia | Where-Object Resource -EQ MediaFile
        $links = (Get-PimProduct -Session $pims -IncludeVariant).Values | ForEach-Object { $_.thumbnail; $_.image; $_.datasheet; $_.gallery } | Where-Object { $_ } | Sort-Object -Unique
        $saved.Count | Should -Be $links.Count
        $one = (Read-Line $saved.Path)[0]
        $null = Save-PimMediaFile ($links -like "*/$($one.code)/*") -Path (New-Item "$TestDrive/one" -ItemType Directory) -Session $pims
        (Get-ChildItem "$TestDrive/one" | Get-FileHash).Hash | Should -Be $one.hash
    }

    It 'has the deleted parents of variants of PIMS, which no list has, and before these' {
        $default = Start-TestSandbox @{ Provider = 'Pims'; ProductCount = 1000 }
        try {
            $own = Connect-PimsSandbox $default @{ Name = 'default' }
            $listed = (Get-PimProduct -IncludeVariant -Session $own).Identifier
            $listed | Should -HaveCount 986
            $file = Export-PimCatalog "$TestDrive/default" -Session $own -Include Product
            $lines = Read-Line $file.Path
            $file.Count, $lines.Count | Should -Be 988, 988
            $more = $lines | Where-Object sku -NotIn $listed
            $more.sku | Sort-Object | Should -Be PIM-0000406, PIM-0000892
            $more.values.status | Should -Be deleted, deleted
            $place = @{}
            foreach ($line in $lines) {
                if ($line.values.variation_of) { $place.ContainsKey($line.values.variation_of) | Should -BeTrue -Because $line.sku }
                $place[$line.sku] = $true
            }
            $place.Count | Should -Be 988
        }
        finally {
            $null = Select-PimSession $session
            Stop-PimSandbox $default.Url
        }
    }

    It 'completes the kinds of things' {
        Complete 'Export-PimCatalog x -Include Prod' | Sort-Object | Should -Be Product, ProductModel
    }
}
