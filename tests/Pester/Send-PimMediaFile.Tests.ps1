# Sending files.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $saas = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Akeneo'; ProductCount = 60 }
    $akeneo = Connect-TestSandbox $saas @{ RetryIntervalSec = 0.05; Name = 'akeneo' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    function TestFile([string] $Name, [int] $Size = 3000) {
        $file = Join-Path $TestDrive $Name
        [IO.File]::WriteAllBytes($file, [byte[]](1..$Size | ForEach-Object { $_ % 251 }))
        Get-Item $file
    }
}

AfterAll {
    Disconnect-Pim -All
    $sandbox, $saas | Stop-PimSandbox
}

Describe 'Send-PimMediaFile' {
    BeforeEach { Select-PimSession $pims }

    It 'makes an asset of a file' {
        $file = TestFile shirt.png
        $asset = Send-PimMediaFile $file.FullName
        $asset.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Asset'
        $asset.Code | Should -Not -BeNullOrEmpty
        $asset.Filename | Should -Be shirt.png
        $asset.Type | Should -Be image/png
        $asset.Size | Should -Be 3000
        $copy = Save-PimMediaFile $asset.Code -Path (New-Item "$TestDrive/made" -ItemType Directory)
        (Get-FileHash $copy.FullName).Hash | Should -Be (Get-FileHash $file.FullName).Hash
    }

    It 'takes many: <What>' -ForEach @(
        @{ What = 'an array'; Script = { Send-PimMediaFile "$TestDrive/a.pdf", "$TestDrive/b.pdf" } }
        @{ What = 'a wildcard'; Script = { Send-PimMediaFile "$TestDrive/[ab].pdf" } }
        @{ What = 'paths from the pipe'; Script = { "$TestDrive/a.pdf", "$TestDrive/b.pdf" | Send-PimMediaFile } }
        @{ What = 'files from the pipe'; Script = { Get-Item "$TestDrive/a.pdf", "$TestDrive/b.pdf" | Send-PimMediaFile } }
        @{ What = 'rows by property name'; Script = { [pscustomobject]@{ LiteralPath = "$TestDrive/a.pdf" }, [pscustomobject]@{ LiteralPath = "$TestDrive/b.pdf" } | Send-PimMediaFile } }
    ) {
        $null = TestFile a.pdf; $null = TestFile b.pdf
        (& $Script).Filename | Should -Be a.pdf, b.pdf
    }

    It 'sends the others of a wildcard where one cannot be opened' -Skip:($PSEdition -ne 'Core' -or $IsWindows) {
        $folder = "$TestDrive/some"
        $null = New-Item $folder -ItemType Directory
        $null = TestFile a.pdf
        Copy-Item "$TestDrive/a.pdf" "$folder/a.pdf"
        [IO.File]::WriteAllText("$folder/back\slash.pdf", 'x')
        $sent = Send-PimMediaFile "$folder/*.pdf" -ErrorAction SilentlyContinue -ErrorVariable failed
        $sent.Filename | Should -Be a.pdf
        @($failed | Where-Object FullyQualifiedErrorId -Like 'PimInvalidInput,*').Count | Should -Be 1
    }

    It 'replaces the file of an asset' {
        $asset = Send-PimMediaFile (TestFile old.jpg).FullName
        $now = Send-PimMediaFile (TestFile new.gif 50).FullName -Code $asset.Code
        $now.Code | Should -Be $asset.Code
        $now.Size | Should -Be 50
        $now.Type | Should -Be image/gif
        (Send-PimMediaFile "$TestDrive/new.gif" -Code $asset.Code -ContentType image/x-own).Type | Should -Be image/x-own
    }

    It 'sends again what a reset cut off, as one asset' {
        $file = TestFile again.png 200000
        $sandbox.Options.ResetEvery = 2
        try { $asset = Send-PimMediaFile $file.FullName } finally { $sandbox.Options.ResetEvery = 0 }
        $asset.Count | Should -Be 1
        $asset.Size | Should -Be 200000
    }

    It 'says what is wrong with a file before it sends, and goes on: <What>' -ForEach @(
        @{ What = 'not there'; File = 'no_such.png'; Match = 'no_such' }
        @{ What = 'empty'; File = 'empty.png'; Match = 'empty' }
    ) {
        $null = New-Item "$TestDrive/empty.png" -Force
        $good = TestFile good.png
        (Send-PimMediaFile "$TestDrive/$File", $good.FullName -ErrorAction SilentlyContinue -ErrorVariable failed).Filename | Should -Be good.png
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match $Match
    }

    It 'says what is wrong with a parameter before it sends: <What>' -ForEach @(
        @{ What = 'no media type'; Arguments = @{ ContentType = 'nonsense' }; Id = 'PimInvalidInput'; Match = '^ContentType: ' }
        @{ What = 'a second header'; Arguments = @{ ContentType = "image/png`r`nX: y" }; Id = 'PimInvalidInput'; Match = '^ContentType: ' }
        @{ What = 'a code that leads elsewhere'; Arguments = @{ Code = '..' }; Id = 'PimNotFound'; Match = "'\.\.'" }
    ) {
        $file = TestFile good.png
        $seen = Measure-Request $sandbox { try { Send-PimMediaFile $file.FullName @Arguments -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        "$($seen.Output[0])" | Should -Match $Match
    }

    It 'does not let a second file take the place of the first under one code' {
        $asset = Send-PimMediaFile (TestFile old.jpg).FullName
        $files = (TestFile first.png 40), (TestFile second.png 50)
        $files | Send-PimMediaFile -Code $asset.Code -ErrorAction SilentlyContinue -ErrorVariable failed | ForEach-Object Size | Should -Be 40
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match second
        (Get-PimAsset $asset.Code).Filename | Should -Be first.png
    }

    It 'gives the server''s words for a code that is not there' {
        Send-PimMediaFile (TestFile x.png).FullName -Code 0000 -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'Asset does not exist!'
    }

    It 'sends nothing with -WhatIf' {
        $file = TestFile what.png
        (Measure-Request $sandbox { Send-PimMediaFile $file.FullName -WhatIf }).Requests | Should -Be 0
    }

    It 'may not with a key that lacks pim_editor: PimForbidden, before any request' {
        $reader = Connect-PimsSandbox $sandbox @{ ApiKey = $sandbox.ReadOnlyApiKey; Name = 'reader' }
        $seen = Measure-Request $sandbox { try { Send-PimMediaFile "$(TestFile guard.png)" -Session $reader -ErrorAction Stop } catch { $_ } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        "$($seen.Output[0])" | Should -Match pim_editor
    }
}

Describe 'Send-PimMediaFile to Akeneo' {
    BeforeAll {
        $null = Select-PimSession $akeneo
        $null = New-PimProduct -Identifier tea
        $null = New-PimProduct -Identifier coffee
        $model = (Get-PimProductModel -First 1).Code
        $file = TestFile shirt.png
    }

    BeforeEach { $null = Select-PimSession $akeneo }

    It 'sends for: <What>' -ForEach @(
        @{ What = 'a product'; Script = { Send-PimMediaFile $file.FullName -Product tea -Attribute picture }; Value = { (Get-PimProduct tea).GetValue('picture') } }
        @{ What = 'a product by uuid'; Script = { Send-PimMediaFile $file.FullName -Product (Get-PimProduct tea).Uuid -Attribute picture }; Value = { (Get-PimProduct tea).GetValue('picture') } }
        @{ What = 'a product that was read'; Script = { Send-PimMediaFile $file.FullName -Product (Get-PimProduct tea) -Attribute picture }; Value = { (Get-PimProduct tea).GetValue('picture') } }
        @{ What = 'a file from the pipe'; Script = { $file | Send-PimMediaFile -Product tea -Attribute picture }; Value = { (Get-PimProduct tea).GetValue('picture') } }
        @{ What = 'a row'; Script = { [pscustomobject]@{ LiteralPath = $file.FullName; Product = 'tea'; Attribute = 'picture'; Locale = ''; Channel = '' } | Send-PimMediaFile }; Value = { (Get-PimProduct tea).GetValue('picture') } }
        @{ What = 'a row with Path'; Script = { [pscustomobject]@{ Path = $file.FullName; Product = 'tea'; Attribute = 'picture' } | Send-PimMediaFile }; Value = { (Get-PimProduct tea).GetValue('picture') } }
        @{ What = 'a row with empty cells'; Script = { "Path,Product,ProductModel,Category,Attribute`n$($file.FullName),tea,,,picture" | ConvertFrom-Csv | Send-PimMediaFile }; Value = { (Get-PimProduct tea).GetValue('picture') } }
        @{ What = 'a row in the spelling of the API'; Script = { [pscustomobject]@{ path = $file.FullName; product = $null; product_model = $model; attribute = 'picture' } | Send-PimMediaFile }; Value = { (Get-PimProductModel $model).GetValue('picture') } }
        @{ What = 'a product model'; Script = { Send-PimMediaFile $file.FullName -ProductModel $model -Attribute picture }; Value = { (Get-PimProductModel $model).GetValue('picture') } }
        @{ What = 'a category'; Script = { Send-PimMediaFile $file.FullName -Category master -Attribute image_1 -Locale en_US -Channel ecommerce }; Value = { ((Get-PimCategory master -WithEnrichedAttributes).Values.PSObject.Properties.Value | Where-Object type -EQ image).data.file_path } }
    ) {
        $sent = & $Script
        $sent.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.SentMediaFile'
        $sent.Code | Should -Match '^\w/\w/\w/\w/\w+_shirt\.png$'
        $sent.FileName, $sent.Size, $sent.ContentType | Should -Be shirt.png, 3000, image/png
        & $Value | Should -Be $sent.Code
    }

    It 'sends for assets and reference entities, whose values name the file' {
        $media = Send-PimMediaFile $file.FullName -AssetMedia
        $media.MediaKind | Should -Be Asset
        (Set-PimAsset front -AssetFamily packshots -Value @{ media = $media } -PassThru).GetValue('media') | Should -Be $media.Code
        $image = Send-PimMediaFile $file.FullName -ReferenceEntityMedia
        Set-PimReferenceEntity designer -Image $image.Code
        (Get-PimReferenceEntity designer).Image | Should -Be $image.Code
    }

    It 'gives a code that a value of another product can name' {
        $sent = Send-PimMediaFile $file.FullName -Product tea -Attribute picture
        Set-PimProduct coffee -Values @{ picture = $sent }
        (Get-PimProduct coffee).GetValue('picture') | Should -Be $sent.Code
        Set-PimProduct coffee -Values @{ picture = Get-PimMediaFile -First 1 }
        (Get-PimProduct coffee).GetValue('picture') | Should -Be (Get-PimMediaFile -First 1).Code
    }

    It 'sends by way of another product for one that has no identifier' {
        $nameless = New-PimProduct
        $former = Send-PimMediaFile $file.FullName -Product tea -Attribute picture
        Send-PimMediaFile (TestFile other.png).FullName -Product $nameless.Uuid -Attribute picture -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        "$($failed[0])" | Should -Match 'no identifier.*-Via'
        $sent = Send-PimMediaFile (TestFile other.png).FullName -Product $nameless -Attribute picture -Via tea
        (Get-PimProduct $nameless.Uuid).GetValue('picture') | Should -Be $sent.Code
        (Get-PimProduct tea).GetValue('picture') | Should -Be $former.Code
        $null = Send-PimMediaFile (TestFile a.pdf).FullName -Product $nameless -Attribute data_sheet -Via coffee
        (Get-PimProduct coffee).GetValue('data_sheet') | Should -BeNullOrEmpty
        Send-PimMediaFile $file.FullName -Product $nameless -Attribute picture -Via nobody -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match '^Via: '
    }

    It 'sends no second time what arrived although its answer was lost' {
        $big = TestFile big.png 200000
        $before = @(Get-PimMediaFile).Count
        $saas.Options.ResetAfterActingEvery = 2
        try { $sent = Send-PimMediaFile $big.FullName -Product tea -Attribute picture } finally { $saas.Options.ResetAfterActingEvery = 0 }
        (Get-PimProduct tea).GetValue('picture') | Should -Be $sent.Code
        (Get-PimMediaFile $sent.Code).Size | Should -Be 200000
        @(Get-PimMediaFile).Count | Should -Be ($before + 1)
    }

    It 'sends again from its start what a reset cut off' {
        $saas.Options.ResetEvery = 3
        try { $sent = Send-PimMediaFile "$TestDrive/big.png" -Product tea -Attribute picture } finally { $saas.Options.ResetEvery = 0 }
        (Get-PimMediaFile $sent.Code).Size | Should -Be 200000
    }

    It 'says what is wrong before it sends: <What>' -ForEach @(
        @{ What = 'for nothing'; Arguments = @{}; Id = 'PimInvalidInput'; Match = '-Product, -ProductModel' }
        @{ What = 'for two things'; Arguments = @{ Product = 'tea'; Category = 'master'; Attribute = 'picture' }; Id = 'PimInvalidInput'; Match = '-Product is given' }
        @{ What = 'no attribute'; Arguments = @{ Product = 'tea' }; Id = 'PimInvalidInput'; Match = '^Attribute: ' }
        @{ What = 'an attribute of assets'; Arguments = @{ AssetMedia = $true; Attribute = 'media' }; Id = 'PimInvalidInput'; Match = '^Attribute: ' }
        @{ What = 'a way for a model'; Arguments = @{ ProductModel = 'x'; Attribute = 'picture'; Via = 'tea' }; Id = 'PimInvalidInput'; Match = '^Via: ' }
        @{ What = 'for an action'; Arguments = @{ Product = [pscustomobject]@{ ProductUuids = @('x'); ProductModelCodes = @() }; Attribute = 'picture' }; Id = 'PimInvalidInput'; Match = '^An action is no item' }
        @{ What = 'a code'; Arguments = @{ Code = 'x' }; Id = 'PimNotSupported'; Match = '^Akeneo has no -Code' }
        @{ What = 'an attribute that is not there'; Arguments = @{ Product = 'tea'; Attribute = 'no_such' }; Id = 'PimInvalidInput'; Match = 'no_such' }
        @{ What = 'a locale that the attribute has not'; Arguments = @{ Product = 'tea'; Attribute = 'picture'; Locale = 'en_US'; Channel = 'ecommerce' }; Id = 'PimInvalidInput'; Match = "'picture' has no value for each locale" }
        @{ What = 'a channel that the attribute has not'; Arguments = @{ ProductModel = 'accessories_000000'; Attribute = 'picture'; Channel = 'ecommerce' }; Id = 'PimInvalidInput'; Match = "'picture' has no value for each channel" }
        @{ What = 'an attribute of another type'; Arguments = @{ Product = 'tea'; Attribute = 'name'; Locale = 'en_US' }; Id = 'PimInvalidInput'; Match = 'takes no files' }
        @{ What = 'a file of another type'; Arguments = @{ Product = 'tea'; Attribute = 'data_sheet' }; Id = 'PimInvalidInput'; Match = 'data_sheet' }
    ) {
        foreach ($preview in $false, $true) {
            $seen = Measure-Request $saas { try { Send-PimMediaFile $file.FullName @Arguments -WhatIf:$preview -ErrorAction Stop } catch { $_ } }
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
            "$($seen.Output[0])" | Should -Match $Match
            $seen.Routes.Keys | Where-Object { $_ -like 'POST*' } | Should -BeNullOrEmpty
        }
    }

    It 'says with -WhatIf that a product has no identifier' {
        $nameless = New-PimProduct
        Send-PimMediaFile $file.FullName -Product $nameless.Uuid -Attribute picture -WhatIf -ErrorAction SilentlyContinue -ErrorVariable failed
        "$($failed[0])" | Should -Match 'no identifier.*-Via'
        Send-PimMediaFile $file.FullName -Product $nameless -Attribute picture -Via tea -WhatIf
        (Get-PimProduct $nameless.Uuid).GetValue('picture') | Should -BeNullOrEmpty
    }

    It 'says what is not there: <Arguments.Keys>' -ForEach @(
        @{ Arguments = @{ Product = 'nobody'; Attribute = 'picture' } }
        @{ Arguments = @{ Product = '2f6d4c1e-0000-4000-8000-0123456789ab'; Attribute = 'picture' } }
        @{ Arguments = @{ ProductModel = 'nobody'; Attribute = 'picture' } }
        @{ Arguments = @{ Category = 'nobody'; Attribute = 'icon' } }
    ) {
        Send-PimMediaFile $file.FullName @Arguments -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
    }

    It 'does not let a second file take the place of the first' {
        $files = (TestFile first.png 40), (TestFile second.png 50)
        @($files | Send-PimMediaFile -Product tea -Attribute picture -ErrorAction SilentlyContinue -ErrorVariable failed).FileName | Should -Be first.png
        $failed.Count | Should -Be 1
        "$($failed[0])" | Should -Match "picture of product 'tea'.*second"
    }

    It 'gives the words of the server for an attribute of categories' {
        Send-PimMediaFile $file.FullName -Category master -Attribute notes -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
    }

    It 'sends nothing with -WhatIf' {
        (Measure-Request $saas { Send-PimMediaFile $file.FullName -Product tea -Attribute picture -WhatIf }).Requests | Should -Be 0
    }

    It 'completes attributes, categories, locales and channels' {
        Complete 'Send-PimMediaFile x -Product tea -Attribute pict' | Should -Contain picture
        Complete 'Send-PimMediaFile x -Category mas' | Should -Contain master
        Complete 'Send-PimMediaFile x -Locale en_' | Should -Contain en_US
        Complete 'Send-PimMediaFile x -Channel ecom' | Should -Contain ecommerce
    }

    It 'is shown as a table' {
        Send-PimMediaFile $file.FullName -AssetMedia | Format-Table | Out-String -Width 200 | Should -Match 'FileName\s+Size\s+MediaKind\s+Target\s+Attribute\s+Code'
    }

    It 'has no targets on PIMS: PimNotSupported before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Send-PimMediaFile $file.FullName -Product tea -Attribute picture -Session $pims } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
    }
}
